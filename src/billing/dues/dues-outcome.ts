import { type InferSelectModel, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { CallerDatabase } from '../../db/client.ts';
import { decodeRow } from '../../db/decode-row.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import type { RefusalCode } from '../../refusals.ts';

/** What the functions of dues refuse with, but for `nobody_covered`: contracts refuse an empty list. */
const codes = [
  'not_a_manager',
  'precondition_failed',
  'member_not_found',
  'payer_not_found',
  'payer_is_a_child',
  'too_many_covered',
  'covered_elsewhere',
  'dues_plan_not_found',
  'dues_plan_archived',
  'dues_account_not_found',
  'dues_account_ended',
  'dues_day_in_past',
  'dues_day_too_far',
  'dues_payment_not_found',
  'received_in_future',
  'freeze_not_found',
  'freeze_too_long',
  'freeze_overlaps',
] as const satisfies readonly RefusalCode[];
type DuesRefusal = (typeof codes)[number];
const Told = z.object({ refusal: z.enum(codes).nullable() });

/** Which field of the request is at fault, where one is. */
const fields: Partial<Record<DuesRefusal, string>> = {
  dues_plan_not_found: 'body.plan_id',
  member_not_found: 'body.covered',
  too_many_covered: 'body.covered',
  payer_not_found: 'body.payer_id',
  payer_is_a_child: 'body.payer_id',
  received_in_future: 'body.received_on',
  freeze_too_long: 'body.ends_on',
};

/**
 * Calls a function of dues, which answers a refusal or a row of `table` in its column `as`.
 * @throws what it refuses with
 */
export async function duesOutcome<T extends PgTable>(
  db: CallerDatabase,
  table: T,
  call: SQL,
  as: string,
): Promise<InferSelectModel<T>> {
  const [row] = await db
    .execute(sql`select c.refusal, (c.${sql.identifier(as)}).* from ${call} c`)
    .catch(onViolation('dues_coverage_once', () => refuse('covered_elsewhere')));
  const { refusal } = Told.parse(row);
  if (refusal === null) return decodeRow(table, row!);
  throw refuse(refusal, fields[refusal] === undefined ? {} : { field: fields[refusal] });
}
