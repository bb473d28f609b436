import type { Json } from './json.ts';

/** What of a shop its webhooks' payloads say. */
export interface Sender {
  id: string;
  domain: string;
  name: string;
  email: string;
  currency: string;
  timezone: string;
}

export type Fields = { [name: string]: Json };

/** An id as a bare number. */
export const numberOf = (digits: string) => BigInt(digits);
