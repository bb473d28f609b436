import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerDatabase } from '../../db/client.ts';
import { deskOutcomes } from '../../db/schema/academy/front-desk/front-desk-events.ts';
import { type AppError, refuse } from '../../errors.ts';
import { checkInRefusals } from '../check-ins/check-in-refusals.ts';
import { refusalOf as refusalOfCheckIn } from '../check-ins/outcome.ts';
import type { DeskCheckIn, DeskCheckInInput } from './contract.ts';
import type { PinDigest } from './pins/pin-digest.ts';

const Row = z.object({
  outcome: z.enum([...deskOutcomes.values, 'locked', 'not_today']),
  reason: checkInRefusals.schema.nullable(),
  retry_at: z.coerce.date().nullable(),
  first_name: z.string().nullable(),
  initial: z.string().nullable(),
});
type Row = z.output<typeof Row>;

interface Context {
  db: CallerDatabase;
  token: string;
  digestOf: PinDigest;
}

/**
 * Checks a member in at a device, by PIN or by code, in one statement. Wrong tries are counted, and
 * lock the device, the gym's PINs or the member for a while (`private.front_desk_lock`).
 * @throws `front_desk_unknown` (unauthenticated), `not_today`, `front_desk_locked` (exhausted), what
 *   is wrong with the PIN or the code, and what the rules of check-ins refuse
 */
export async function checkInAtDesk(
  { db, token, digestOf }: Context,
  { body }: { body: DeskCheckInInput },
): Promise<DeskCheckIn> {
  const { class_id, class_date } = body;
  const [digest, code] = 'pin' in body ? [await digestOf(body.pin), null] : [null, body.code];
  const call = sql`private.front_desk_check_in(
    ${token}, ${class_id}, ${class_date}, ${digest}, ${code}
  )`;
  const [row] = await callFor(db, Row, call);
  if (!row) throw refuse('front_desk_unknown');
  const { outcome, first_name, initial } = row;
  if (outcome === 'present' || outcome === 'waiting') {
    return { first_name, initial, status: outcome };
  }
  throw refusalOf(outcome, row);
}

function refusalOf(
  outcome: Exclude<Row['outcome'], 'present' | 'waiting'>,
  { reason, retry_at }: Row,
): AppError {
  switch (outcome) {
    case 'locked':
      return refuse('front_desk_locked', { retryAt: retry_at! });
    case 'not_today':
      return refuse('not_today', { field: 'body.class_date' });
    case 'wrong_pin':
      return refuse('pin_wrong', { field: 'body.pin' });
    case 'wrong_code':
      return refuse('check_in_code_wrong', { field: 'body.code' });
    case 'code_used':
      return refuse('check_in_code_used', { field: 'body.code' });
    case 'code_expired':
      return refuse('check_in_code_expired', { field: 'body.code' });
    case 'not_a_member':
      return refuse('not_a_member');
    case 'refused':
      return refusalOfCheckIn({ person: undefined, refusal: reason!, retryAt: retry_at });
  }
}
