import postgres from 'postgres';
import { withSource } from '../../../../src/legacy/engine/source.ts';
import { type Report, reportOf } from '../../../../src/legacy/report/report.ts';
import type { Refusal } from '../../../../src/legacy/engine/run.ts';
import type { MovingIn } from './moving-in.ts';

/**
 * The report of a database after a change that is taken back.
 *
 * @param before what was held back, of which the gyms without their managers are in no ledger
 */
export async function reportHere(
  { admin, old }: MovingIn,
  before: readonly Refusal[],
  change: (tx: postgres.TransactionSql) => Promise<void>,
): Promise<Report> {
  const undone = new Error('taken back');
  let report: Report | undefined;
  await admin.begin(async (tx) => {
    await change(tx);
    report = await withSource(old, (source) =>
      reportOf({
        ...{ source, target: tx as unknown as postgres.Sql, dry: false, id: '', counts: {} },
        ...{ timezone: 'America/Sao_Paulo', known: { accepted: {}, held: {} }, refusals: [] },
        gone: [],
        onProgress: () => {},
      }, {
        counts: {},
        refusals: before.filter(({ reason, column }) =>
          reason === 'held_back_reference' && column === 'manager_id'
        ),
      }));
    throw undone;
  }).catch((error) => {
    if (error !== undone) throw error;
  });
  return report!;
}
