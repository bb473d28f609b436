import type { Sql } from 'postgres';
import type { RunCounts } from '../db/schema/legacy/import-runs.ts';
import type { LegacyTable } from '../db/schema/legacy/legacy-tables.ts';
import { checkSource } from './engine/check-source.ts';
import { eraseDeparted, setManagers } from './engine/finish.ts';
import { importTable } from './engine/import-table.ts';
import { lookAtRoles } from './engine/look-at-roles.ts';
import { endRun, openRun, type Place, type Refusal, type Run, takeLock } from './engine/run.ts';
import { BEFORE_ALL, type Source, withSource } from './engine/source.ts';
import { mappings } from './mapping/mappings.ts';

export interface ImportInput {
  /** One connection to the old database, which is read within one snapshot. */
  from: Sql;
  /** One connection of the owner of this one. */
  to: Sql;
  /** Host and name of the old database, for the ledger. */
  label: string;
  dry?: boolean;
  resume?: boolean;
  /** IANA name: by whose clock the academies are. */
  timezone?: string;
  onProgress?: (table: LegacyTable, rows: number) => void;
}

export interface Imported {
  counts: RunCounts;
  /** Where a run that had been cut short went on. */
  resumed?: Place;
  /** A run that was cut short, and that this one did not go on with. */
  left?: Place;
  /** What the ledger does not have: roles, gyms without their managers, and all of a rehearsal. */
  refusals: Refusal[];
}

/**
 * Brings the earlier app's database over, as far as it is good; what is held back is in the ledger, with
 * why. Again, it brings what differs since. Killed at any moment and called again, it ends the same.
 *
 * @param report is called within the same snapshot when all is here, and reads both sides
 * @throws ImportBusy, NotReady
 */
export async function importAll<T>(
  { from, to, label, dry = false, resume = false, timezone = 'UTC', onProgress }: ImportInput,
  report: (run: Run, imported: Imported) => Promise<T>,
): Promise<T> {
  await takeLock(to);
  // As texts are read when they are judged, in whatever zone the server is.
  await to.unsafe(`set timezone = 'UTC'; set datestyle = 'ISO, YMD'`);
  try {
    return await withSource(from, async (source: Source) => {
      await checkSource(source);
      const opened = dry ? undefined : await openRun(to, { label, resume });
      const run: Run = {
        ...{ target: to, source, dry, timezone },
        id: opened?.id ?? '',
        counts: opened?.counts ?? {},
        known: { accepted: {}, held: {} },
        refusals: [],
        gone: [],
        onProgress: onProgress ?? (() => {}),
      };
      const roles = await lookAtRoles(source);
      await importTables(run, opened?.place);
      const managers = await setManagers(run);
      if (!dry) {
        await eraseDeparted(run);
        await endRun(run);
      }
      return await report(run, {
        counts: run.counts,
        ...opened?.place && { resumed: opened.place },
        ...opened?.left && { left: opened.left },
        refusals: [...roles.refusals, ...run.refusals, ...managers],
      });
    });
  } finally {
    await to`select pg_advisory_unlock_all()`.catch(() => {});
  }
}

async function importTables(run: Run, place: Place | undefined): Promise<void> {
  const first = place ? mappings.findIndex(({ table }) => table === place.table) : 0;
  for (const [nth, mapping] of mappings.entries()) {
    if (nth < first) continue;
    await importTable(run, mapping, nth === first ? place?.id ?? BEFORE_ALL : BEFORE_ALL);
    // Whom the schedule held back may have been so for a class that is not here either.
    if (mapping.table === 'class' && !run.dry) await importTable(run, mapping, BEFORE_ALL);
  }
}
