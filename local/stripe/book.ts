import { readFile } from 'node:fs/promises';
import type { Price, Session, StripeEvent, Subscription } from './objects.ts';
import { writeJson } from '../stack/settings/state.ts';

/** One event, and what the webhook answered to it last. */
export interface Sent {
  event: StripeEvent;
  answer: string;
}

/** What Stripe would have of an account. */
export interface Book {
  /** Customers that were deleted stay, as at Stripe. */
  customers: Record<string, { id: string; email: string | null; deleted: boolean }>;
  subscriptions: Record<string, Subscription>;
  sessions: Record<string, Session>;
  /** Pages of portals that were opened: of which customer, and where they lead back to. */
  portals: Record<string, { customer: string; return_url: string }>;
  /** The last ones, newest first. */
  sent: Sent[];
}

/** What is sold by the local stack; the amount is for the eye. */
export const LOCAL_PRODUCT = 'prod_local_pro';
export const LOCAL_PRICES: readonly Price[] = [
  { id: 'price_local_pro_month', product: LOCAL_PRODUCT, interval: 'month', amount: 990 },
  { id: 'price_local_pro_year', product: LOCAL_PRODUCT, interval: 'year', amount: 9_900 },
];

export const newBook = (): Book => ({
  ...{ customers: {}, subscriptions: {}, sessions: {}, portals: {}, sent: [] },
});

/** Reads what was kept of earlier runs: the database knows its subscriptions still. */
export const readBook = async (file: string): Promise<Book> => ({
  ...newBook(),
  ...JSON.parse(await readFile(file, 'utf8').catch(() => '{}')),
});

export const keepBook = (file: string, book: Book): Promise<void> => writeJson(file, book);
