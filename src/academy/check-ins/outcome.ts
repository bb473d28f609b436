import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { CallerDatabase } from '../../db/client.ts';
import { decodeRow } from '../../db/decode-row.ts';
import { checkIns } from '../../db/schema/academy/check-ins/check-ins.ts';
import { refuse } from '../../errors.ts';
import { type CheckInRefusal, checkInRefusals } from './check-in-refusals.ts';
import type { CheckIn } from './contract.ts';

/** Which field of the request is at fault, where one is. */
const fields: Partial<Record<CheckInRefusal, string>> = {
  made_in_future: 'body.made_at',
  made_too_long_ago: 'body.made_at',
  not_on_that_date: 'body.class_date',
};

const Told = z.object({
  person: z.guid().optional(),
  refusal: checkInRefusals.schema.nullable(),
  retry_at: z.coerce.date().nullable(),
});

/** What a command came to for one person: a refusal, or the check-in as it stands. */
export type Outcome =
  & { person: string | undefined }
  & ({ refusal: CheckInRefusal; retryAt: Date | null } | { refusal: null; checkIn: CheckIn });

/** Calls a function of check-ins: one row for every person it is about. */
export async function outcomes(db: CallerDatabase, call: SQL): Promise<Outcome[]> {
  const rows = await db.execute(sql`select c.*, (c.check_in).* from ${call} c`);
  return rows.map((row) => {
    const { person, refusal, retry_at } = Told.parse(row);
    return refusal
      ? { person, refusal, retryAt: retry_at }
      : { person, refusal: null, checkIn: decodeRow(checkIns, row) };
  });
}

/** The refusal of an outcome, to be thrown. */
export const refusalOf = ({ refusal, retryAt }: Extract<Outcome, { retryAt: Date | null }>) =>
  refuse(refusal, {
    ...retryAt && { retryAt },
    ...fields[refusal] && { field: fields[refusal] },
  });

/**
 * Calls a function of check-ins that is about one person.
 * @throws what it refuses with
 */
export async function outcome(db: CallerDatabase, call: SQL): Promise<CheckIn> {
  const [only] = await outcomes(db, call);
  if (only!.refusal !== null) throw refusalOf(only!);
  return only!.checkIn;
}
