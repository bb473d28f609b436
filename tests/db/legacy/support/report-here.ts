import postgres from 'postgres';
import { withSource } from '../../../../src/legacy/engine/source.ts';
import { type Report, reportOf } from '../../../../src/legacy/report/report.ts';
import type { MovingIn } from './moving-in.ts';

/** The report of a database after a change that is taken back. */
export async function reportHere(
  { admin, old }: MovingIn,
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
        onProgress: () => {},
      }, { counts: {}, refusals: [] }));
    throw undone;
  }).catch((error) => {
    if (error !== undone) throw error;
  });
  return report!;
}
