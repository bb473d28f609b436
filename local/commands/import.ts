/** `npm run import -- --from <url>`: the earlier app's database comes over, and both sides are compared. */
import process from 'node:process';
import { findPostgresError } from '../../src/db/violation.ts';
import { NotReady } from '../../src/legacy/engine/check-source.ts';
import { ImportBusy } from '../../src/legacy/engine/run.ts';
import { findDatabase, NoDatabase } from '../database/target.ts';
import { RehearsalError } from '../rehearsal/rehearsal-error.ts';
import { importFrom } from '../legacy/import-from.ts';
import { type ImportOptions, readImportOptions } from '../legacy/import-options.ts';
import { renderReport } from '../legacy/render-report.ts';
import { WrongOptions } from './support/options.ts';

async function run(options: ImportOptions): Promise<boolean> {
  const url = await findDatabase();
  const done = new Map<string, number>();
  let told = 0;
  const report = await importFrom(options, url, {
    onProgress(table, rows) {
      done.set(table, (done.get(table) ?? 0) + rows);
      if (Date.now() - told < 1000) return;
      told = Date.now();
      console.error(`${table} ${done.get(table)}`);
    },
    onRun: (words) => console.error(words),
  });
  console.log(options.json ? JSON.stringify(report, null, 2) : renderReport(report));
  return report.ok;
}

try {
  if (!await run(readImportOptions(process.argv.slice(2)))) process.exitCode = 1;
} catch (error) {
  const known = [WrongOptions, NoDatabase, ImportBusy, NotReady, RehearsalError]
    .some((kind) => error instanceof kind);
  const { syscall, code = '' } = error as NodeJS.ErrnoException;
  // What postgres.js says of a connection, and what the system does.
  const isGone = syscall || code.startsWith('CONNECT');
  const words = known || isGone ? (error as Error).message : findPostgresError(error)?.message;
  console.error(words ?? error);
  process.exitCode = 1;
}
