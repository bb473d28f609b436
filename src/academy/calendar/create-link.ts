import type { CallerContext } from '../../db/context.ts';
import { calendarLinks } from '../../db/schema/academy/schedule/calendar-links.ts';
import type { CreateLinkInput, NewCalendarLink } from './contract.ts';
import { linkColumns } from './list-links.ts';

/** 256 bits, as an address can hold them. */
const SECRET_BYTES = 32;

interface Context extends CallerContext {
  /** Where calendars are read: what comes before a link's secret. */
  feeds: string;
}

/**
 * Makes a link under which a calendar program reads the schedule of the caller's gyms, or, for a
 * manager, of one gym. Its secret is in the answer and nowhere else: the database keeps a hash.
 */
export async function createLink(
  { db, caller, feeds }: Context,
  { body: { gym_id } }: { body: CreateLinkInput },
): Promise<NewCalendarLink> {
  const secret = base64url(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
  const [link] = await db.insert(calendarLinks).values({
    gym_id,
    user_id: gym_id === null ? caller.userId : null,
    token_hash: await hexDigest(secret),
  }).returning(linkColumns);
  return { ...link!, url: `${feeds}/${secret}` };
}

/** RFC 4648 section 5, without padding. */
const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

async function hexDigest(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
