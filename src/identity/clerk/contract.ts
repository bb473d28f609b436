import { z } from 'zod';

/** Milliseconds since the epoch, by Clerk's clock; bounded to what Postgres and `Date` both hold. */
const timestamp = z.int().min(0).max(4_102_444_800_000).transform((ms) => new Date(ms));

const emailAddress = z.object({ id: z.string(), email_address: z.string() });

const text = z.string().nullish().transform((value) => value?.replaceAll('\0', '').trim() || null);

const clerkUser = z.object({
  id: z.string().min(1),
  first_name: text,
  last_name: text,
  image_url: text,
  primary_email_address_id: z.string().nullish(),
  email_addresses: z.array(emailAddress).default([]),
}).transform(({ email_addresses, primary_email_address_id, ...user }) => ({
  ...user,
  email: (email_addresses.find(({ id }) => id === primary_email_address_id) ?? email_addresses[0])
    ?.email_address ?? null,
}));

const base = { timestamp };

/** A delivery of Clerk about a user. Events are ordered by the envelope's `timestamp`. */
export const ClerkUserEvent = z.discriminatedUnion('type', [
  z.object({ ...base, type: z.literal('user.created'), data: clerkUser }),
  z.object({ ...base, type: z.literal('user.updated'), data: clerkUser }),
  z.object({
    ...base,
    type: z.literal('user.deleted'),
    data: z.object({ id: z.string().min(1) }),
  }),
]);
export type ClerkUserEvent = z.output<typeof ClerkUserEvent>;

/** Any delivery: those that are not about users are recorded and otherwise ignored. */
export const ClerkEvent = z.union([
  ClerkUserEvent,
  z.object({
    timestamp,
    type: z.string().regex(/^(?!user\.(created|updated|deleted)$)/),
  }),
]);
export type ClerkEvent = z.output<typeof ClerkEvent>;

export const isUserEvent = (event: ClerkEvent): event is ClerkUserEvent => 'data' in event;
