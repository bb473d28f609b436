import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ForPerson } from '../../../contract/for-person.ts';
import type { CallerContext } from '../../../db/context.ts';
import { callFor } from '../../../db/call.ts';
import { onViolation } from '../../../db/violation.ts';
import { memberNotFound } from '../../members/read-member.ts';
import type { PinDigest } from './pin-digest.ts';
import { type NewPin, PIN_DIGITS } from './contract.ts';

/** In a gym of ten thousand members all of them are taken once in 10^16 times. */
const CANDIDATES = 8;

const Place = z.object({ place: z.int() });

/**
 * Gives a member a new PIN for the front desks of a gym: oneself, a child, or, as a manager, any
 * member. It is made up here and told this once; the one before is right no more.
 * @throws `member_not_found`
 */
export async function setPin(
  { db, caller, digestOf }: CallerContext & { digestOf: PinDigest },
  { gym_id, user_id = caller.userId }: { gym_id: string } & ForPerson,
): Promise<NewPin> {
  const pins = Array.from({ length: CANDIDATES }, randomPin);
  const digests = await Promise.all(pins.map(digestOf));
  const list = sql.param(`{${digests.join(',')}}`);
  const [taken] = await callFor(
    db,
    Place,
    sql`private.set_pin(${gym_id}, ${user_id}, ${list}::text[]) as place`,
  ).catch(onViolation('member_not_found', memberNotFound));
  return { gym_id, user_id, pin: pins[taken!.place - 1]! };
}

const PINS = 10 ** PIN_DIGITS;

/** Every PIN equally likely: what would make the first ones likelier is drawn again. */
function randomPin(): string {
  const [number] = crypto.getRandomValues(new Uint32Array(1));
  return number! < 2 ** 32 - 2 ** 32 % PINS
    ? String(number! % PINS).padStart(PIN_DIGITS, '0')
    : randomPin();
}
