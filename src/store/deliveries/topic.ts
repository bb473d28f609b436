import type { z } from 'zod';
import type { Effect } from './effect.ts';

/** What is known of a delivery beside its body. */
export interface DeliveryFacts {
  /** ISO 4217, the shop's. */
  currency: string;
  /** When Shopify saw what it tells. */
  triggered_at: Date;
}

/** How deliveries of a topic are read. */
export interface Topic {
  /** What is read of a body, and how it reads its own JSON the same. */
  body: z.ZodType;
  /** What that changes; nothing is done without one. */
  effect(body: unknown, facts: DeliveryFacts): Effect | undefined;
  /** Asked of every shop whose secret signed it, not only of the one that the domain has now. */
  ofEvery?: boolean;
}

/** Declares a topic, with its body's type between what reads it and what it changes. */
export const topic = <Body extends z.ZodType>(
  body: Body,
  effect: (body: z.output<Body>, facts: DeliveryFacts) => Effect | undefined,
  options: Pick<Topic, 'ofEvery'> = {},
): Topic => ({ body, effect: (read, facts) => effect(read as z.output<Body>, facts), ...options });
