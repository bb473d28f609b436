import { z } from 'zod';
import { emailAddress, personImage, personName, subject } from '../../db/declare/person-bounds.ts';

/** Milliseconds since the epoch, by Clerk's clock; bounded to what Postgres and `Date` both hold. */
const timestamp = z.int().min(0).max(4_102_444_800_000).transform((ms) => new Date(ms));

/** What cannot be stored is not there: the news of a person must not fail for one field of it. */
const text = z.string().nullish().transform((value) => value?.replaceAll('\0', '').trim() || null);
const name = text.transform((value) => value && personName.cut(value));
const image = text.transform((value) => personImage.schema.safeParse(value).data ?? null);
const email = text.transform((value) => emailAddress.schema.safeParse(value).data ?? null);

const clerkEmail = z.object({
  id: z.string(),
  email_address: email,
  verification: z.object({ status: z.string() }).nullish(),
});

const clerkUser = z.object({
  id: subject.schema.min(1),
  first_name: name,
  last_name: name,
  image_url: image,
  primary_email_address_id: z.string().nullish(),
  email_addresses: z.array(clerkEmail).default([]),
}).transform(({ email_addresses, primary_email_address_id, ...user }) => {
  const primary = email_addresses.find(({ id }) => id === primary_email_address_id) ??
    email_addresses[0];
  return {
    ...user,
    email: primary?.email_address ?? null,
    email_verified: primary?.verification?.status === 'verified',
  };
});

const USER_EVENTS = ['user.created', 'user.updated', 'user.deleted'] as const;
const [CREATED, UPDATED, DELETED] = USER_EVENTS;

const base = { timestamp };

/** A delivery of Clerk about a user. Events are ordered by the envelope's `timestamp`. */
export const ClerkUserEvent = z.discriminatedUnion('type', [
  z.object({ ...base, type: z.literal(CREATED), data: clerkUser }),
  z.object({ ...base, type: z.literal(UPDATED), data: clerkUser }),
  z.object({
    ...base,
    type: z.literal(DELETED),
    data: z.object({ id: subject.schema.min(1) }),
  }),
]);
export type ClerkUserEvent = z.output<typeof ClerkUserEvent>;

const OTHERS = new RegExp(`^(?!(${USER_EVENTS.join('|').replaceAll('.', '\\.')})$)`);

/** Any delivery: those that are not about users are recorded and otherwise ignored. */
export const ClerkEvent = z.union([
  ClerkUserEvent,
  z.object({
    timestamp,
    type: z.string().regex(OTHERS),
  }),
]);
export type ClerkEvent = z.output<typeof ClerkEvent>;

/**
 * `applied`: the user is now what the event says. `duplicate`: this message was handled before.
 * `stale`: newer news had arrived. `ignored`: not about users.
 */
export const DeliveryOutcome = z.enum(['applied', 'duplicate', 'stale', 'ignored']);
export type DeliveryOutcome = z.output<typeof DeliveryOutcome>;

export const isUserEvent = (event: ClerkEvent): event is ClerkUserEvent => 'data' in event;
