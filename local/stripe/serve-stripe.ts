import { join } from 'node:path';
import postgres from 'postgres';
import { createStripeApi } from './api.ts';
import { type Book, keepBook, LOCAL_PRICES, LOCAL_PRODUCT, readBook } from './book.ts';
import { happenings, pay } from './life.ts';
import type { StripeEvent } from './objects.ts';
import type { Html } from './pages/layout.ts';
import { bookPage, checkoutPage, portalPage } from './pages/pages.ts';
import { teller } from './tell.ts';

/** Where apps are served that a developer builds; the pages may lead back there. */
const APPS = ['http://127.0.0.1:3000', 'http://localhost:3000'];

/**
 * What the functions are told of it. A developer who gives a key of their own reaches Stripe itself, and
 * gives the secret that `stripe listen` prints.
 */
export const stripeLocalEnv = (
  { localUrl, apiUrl, key, webhookSecret, given }: {
    localUrl: string;
    apiUrl: string;
    key: string;
    webhookSecret: string;
    given: Record<string, string>;
  },
): Record<string, string> => ({
  STRIPE_MODE: 'test',
  BILLING_RETURN_ORIGINS: [...new Set([apiUrl, localUrl, ...APPS])].join(','),
  ...!given['STRIPE_SECRET_KEY'] && {
    STRIPE_API_URL: localUrl,
    STRIPE_SECRET_KEY: key,
    STRIPE_WEBHOOK_SECRETS: webhookSecret,
  },
});

export interface LocalStripe {
  /** Answers what is for it: the API's calls under `/v1/`, and the pages under `/stripe`. */
  serve(request: Request): Promise<Response | undefined>;
}

/** Serves a stand-in for Stripe: its API, its pages, and the events that it tells the local webhook. */
export async function createLocalStripe(
  { dataDir, localUrl, apiUrl, key, webhookSecret }: {
    dataDir: string;
    localUrl: string;
    apiUrl: string;
    key: string;
    webhookSecret: string;
  },
): Promise<LocalStripe> {
  const file = join(dataDir, 'stripe.json');
  const book = await readBook(file);
  const now = () => Math.floor(Date.now() / 1000);
  const tell = teller(
    book,
    { url: `${localUrl}/functions/v1/webhooks/stripe`, secret: webhookSecret },
    () => keepBook(file, book),
  );
  const api = createStripeApi({
    ...{ book, key, prices: LOCAL_PRICES, now },
    pageUrl: (path) => `${apiUrl}/stripe/${path}`,
    tell: (events) => void tell(events),
  });
  return {
    async serve(request) {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/v1/')) {
        const headers = Object.fromEntries(request.headers);
        const { method } = request;
        const asked = { method, path: pathname, headers, body: await request.text() };
        const answer = api.answer(asked);
        return Response.json(answer.body, answer);
      }
      if (pathname === '/stripe/do' && request.method === 'POST') {
        return await act(book, await request.formData(), now(), tell);
      }
      const page = pageAt(book, pathname, now());
      return page && new Response(String(await page), {
        headers: { 'content-type': 'text/html; charset=utf-8' },
      });
    },
  };
}

function pageAt(book: Book, path: string, now: number): Html | undefined {
  if (path === '/stripe') return bookPage(book);
  const [, kind, id = ''] = /^\/stripe\/(checkout|portal)\/(\w+)$/.exec(path) ?? [];
  const session = kind === 'checkout' ? book.sessions[id] : undefined;
  if (session) return checkoutPage(session, now);
  const portal = kind === 'portal' ? book.portals[id] : undefined;
  return portal && portalPage(book, id, portal);
}

/** Does what a button of a page says, waits until it was told, and leads on. */
async function act(
  book: Book,
  form: FormData,
  now: number,
  tell: (events: StripeEvent[]) => Promise<void>,
): Promise<Response> {
  const [does, of, back] = ['does', 'of', 'back'].map((name) => String(form.get(name) ?? ''));
  const subscription = book.subscriptions[of!];
  const session = book.sessions[of!];
  const sent = book.sent.find(({ event }) => event.id === of);
  const to = (location: string) => new Response(null, { status: 303, headers: { location } });
  // Only to a page of these: a browser was sent here by somebody's form.
  const here = /^\/stripe(\/\w+)*$/.test(back!) ? back! : '/stripe';
  if (session && does === 'pay') {
    await tell(pay(book, session, now));
    return to(session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', session.id));
  }
  if (session && does === 'pay with a declined card') await tell(pay(book, session, now, true));
  if (sent && does === 'send again') await tell([sent.event]);
  if (subscription) await tell(happenings[does!]?.(subscription, now) ?? []);
  return to(here);
}

/** Has the stand-in's product stand for the plan that it sells. */
export async function sellLocally(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const [monthly, yearly] = LOCAL_PRICES.map(({ id }) => id);
  try {
    await sql`insert into private.stripe_products
      (product_id, plan, monthly_price_id, yearly_price_id)
      values (${LOCAL_PRODUCT}, 'pro', ${monthly!}, ${yearly!}) on conflict do nothing`;
  } finally {
    await sql.end();
  }
}
