import type { z } from 'zod';
import { deliveryProblem } from '../../db/schema/store/deliveries/shopify-deliveries.ts';
import type { Effect } from './effect.ts';
import { parseBody } from './body/parse-body.ts';
import type { DeliveryFacts, Topic } from './topic.ts';
import { topics } from './topics.ts';

/** How deliveries of a topic are read, if it is one that anything is done for. */
export const topicOf = (name: string): Topic | undefined =>
  Object.hasOwn(topics, name) ? topics[name] : undefined;

/** What was read of a delivery: what is kept of its body and what it changes, or why it cannot be read. */
export type ReadDelivery =
  | { body: unknown; effect: Effect | undefined; problem?: undefined }
  | { problem: string };

/**
 * Reads the body of a delivery as its topic has it. One that is something else is not refused, because
 * Shopify would repeat it for hours and then deliver nothing more: it is told by the field.
 */
export function readDelivery(topic: Topic, text: string, facts: DeliveryFacts): ReadDelivery {
  let json: unknown;
  try {
    json = parseBody(text);
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: 'body: is not JSON' };
    if (error instanceof RangeError) return { problem: 'body: is nested too deep' };
    throw error;
  }
  const parsed = topic.body.safeParse(json);
  if (!parsed.success) return { problem: problemOf(parsed.error) };
  return { body: parsed.data, effect: topic.effect(parsed.data, facts) };
}

/** Which field is wrong and how; a value of it is not part of zod's messages. */
const problemOf = ({ issues: [issue] }: z.ZodError): string =>
  deliveryProblem.cut(`${['body', ...issue!.path].join('.')}: ${issue!.message}`);
