import { z } from 'zod';
import { stripeId } from '../../db/schema/identity/user-profiles.ts';

/** An id as Stripe writes it: bare, or within the object where that was asked for. */
export const idField = z.union([
  stripeId.schema,
  z.object({ id: stripeId.schema }).transform(({ id }) => id),
]);

/** 2199: every second until then is one that columns take. */
const LAST_SECOND = 7_226_582_400;

/** An instant in whole seconds since the epoch. */
export const seconds = z.int().min(0).max(LAST_SECOND).transform((s) => new Date(s * 1000));

/** Whom this server wrote beside an object when it was made; null where that is nobody. */
export const writtenUser = z.object({ user_id: z.guid() }).transform(({ user_id }) => user_id)
  .nullish().catch(null).transform((user_id) => user_id ?? null);
