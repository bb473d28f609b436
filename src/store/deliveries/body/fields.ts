import { z } from 'zod';
import { amount, currencyCode, shopifyIdBound } from '../../../db/schema/store/columns.ts';

// Fields of deliveries in the spelling of Shopify's REST resources. What is read of a body is read the
// same from its own JSON: a delivery that is postponed is kept as it was read.

/** An id: a bare number there, digits here. */
export const id = shopifyIdBound.schema;

/** One amount of money. */
export const money = amount.schema;

export const currency = currencyCode.schema;

/** NUL and half a surrogate pair, which Postgres cannot store. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** Somebody's words: never a reason to refuse the rest; null where nothing is left of them. */
export const text = z.string().transform((value) => value.replace(UNSTORABLE, '').trim() || null);
