import postgres from 'postgres';
import { NotReady } from '../../src/legacy/engine/check-source.ts';
import { importAll } from '../../src/legacy/import-all.ts';
import { type Report, reportOf } from '../../src/legacy/report/report.ts';
import { readMigrations } from '../database/migrations/journal.ts';
import { readLedgers } from '../rehearsal/clone/source.ts';
import type { ImportOptions } from './import-options.ts';

const CONNECT_WITHIN_S = 10;

/** One connection, for as long as it takes. */
export const openOne = (url: string) =>
  postgres(url, {
    max: 1,
    max_lifetime: null,
    connect_timeout: CONNECT_WITHIN_S,
    onnotice: () => {},
  });

export interface Told {
  onProgress?: (table: string, rows: number) => void;
  /** What became of a run that had been cut short, in words. */
  onRun?: (words: string) => void;
}

/** @throws NotReady where migrations are to be applied first */
async function assertMigrated(target: postgres.Sql): Promise<void> {
  const { pending } = await readLedgers(target, await readMigrations());
  if (pending.length === 0) return;
  throw new NotReady(
    `Apply the migrations first (npm run db:migrate): ${pending.map(({ tag }) => tag).join(', ')}`,
  );
}

/**
 * Imports one database into another and answers the report of it.
 *
 * @throws ImportBusy, NotReady, RehearsalError where the database is of another tree
 */
export async function importFrom(
  { from, dry, resume, timezone }: Omit<ImportOptions, 'json'>,
  url: string,
  { onProgress, onRun = () => {} }: Told = {},
): Promise<Report> {
  const source = openOne(from);
  const target = openOne(url);
  const { host, pathname } = new URL(from);
  try {
    await assertMigrated(target);
    return await importAll({
      from: source,
      to: target,
      label: `${host}${pathname}`.slice(0, 300),
      ...{ dry, resume, timezone },
      ...onProgress && { onProgress },
    }, async (run, imported) => {
      const { resumed, left } = imported;
      if (resumed) onRun(`Went on behind ${resumed.table} ${resumed.id}.`);
      if (left) onRun(`A run was cut short at ${left.table} ${left.id}; this one began anew.`);
      return await reportOf(run, imported);
    });
  } finally {
    await Promise.all([source.end({ timeout: 2 }), target.end({ timeout: 2 })]);
  }
}
