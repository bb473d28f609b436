import type { LegacyTable } from '../../db/schema/legacy/legacy-tables.ts';
import type { Imported } from '../import-all.ts';
import type { Refusal, Run } from '../engine/run.ts';
import { readContext } from './context.ts';
import { hereOf, thereOf } from './sides.ts';
import type { Side } from './side.ts';
import type { Context, ReportTable } from './table.ts';
import { assets, attachments, classes } from './tables/classes.ts';
import { checkIns, graduations, notifications } from './tables/history.ts';
import { users } from './tables/people.ts';
import { appStores, gyms, versions } from './tables/platform.ts';

const tables: readonly ReportTable[] = [
  ...[versions, appStores, gyms, users, classes, assets, attachments, graduations],
  ...[checkIns, notifications],
];

export interface TableReport {
  table: LegacyTable;
  /** Rows of the old table, and those of them that are held back. */
  read: number;
  refused: Record<string, number>;
  /** By this run. */
  written: number;
  changed: number;
  /** Which came over and are as they came. */
  unchanged: number;
  /** Rows that were here already, or were changed here since: they are not compared. */
  changed_here: number;
  /** Rows that came over and are not in the old table any more. */
  gone: number;
  /** Rows that came over and are not here any more. */
  lost: number;
  there?: Side;
  here?: Side;
  ok: boolean;
}

export interface Report {
  ok: boolean;
  dry: boolean;
  tables: TableReport[];
  refusals: Refusal[];
  changed_here: { table: LegacyTable; id: number }[];
  gone: { table: LegacyTable; id: number }[];
  lost: { table: LegacyTable; id: number }[];
}

/** Of those that were changed here, only so many are named. */
const NAMED = 1000;

/** Reads both sides once more, apart from how they came over, and sets them against each other. */
export async function reportOf(run: Run, imported: Imported): Promise<Report> {
  const context = await readContext(run);
  const report: Report = {
    ...{ ok: true, dry: run.dry, tables: [], changed_here: [], gone: [], lost: [] },
    refusals: [...imported.refusals],
  };
  const roles = await run.source.unsafe<{ id: string }[]>('select t.id::text from roles t');
  report.tables.push(tableReport(report, 'roles', roles.length));
  for (const table of tables) {
    report.tables.push(
      await (run.dry ? rehearsed : compared)(run, report, table, { context, imported }),
    );
  }
  report.ok = report.tables.every(({ ok }) => ok);
  return report;
}

function tableReport(
  { refusals }: Report,
  table: LegacyTable,
  read: number,
  { missed = 0, ...more }: Partial<TableReport> & { missed?: number } = {},
): TableReport {
  const refused: Record<string, number> = {};
  for (const { reason } of refusals.filter((each) => each.table === table)) {
    refused[reason] = (refused[reason] ?? 0) + 1;
  }
  const { written = 0, changed = 0, changed_here = 0, gone = 0, lost = 0, there, here } = more;
  const held = Object.values(refused).reduce((sum, count) => sum + count, 0);
  const ok = held + gone + lost + missed === 0 && JSON.stringify(there) === JSON.stringify(here);
  const compared = here?.rows ?? read - held;
  const unchanged = Math.max(0, compared - written - changed);
  return {
    table,
    read,
    refused,
    written,
    changed,
    unchanged,
    changed_here,
    gone,
    lost,
    ...more,
    ok,
  };
}

/** Of a rehearsal nothing is here that could be set against anything. */
async function rehearsed(run: Run, report: Report, { table }: ReportTable): Promise<TableReport> {
  const [{ read }] = await run.source.unsafe<[{ read: number }]>(
    `select count(*)::integer as read from "${table}"`,
  );
  // Of check-ins that are gone nothing stays.
  const gone = table === 'checkins' ? [] : run.gone.filter((row) => row.table === table);
  report.gone.push(...gone);
  return tableReport(report, table, read, { ...run.counts[table], gone: gone.length });
}

interface LeftOut {
  id: number;
  why: 'refused' | 'gone' | 'changed_here' | 'cancelled' | 'lost';
  reason: string | null;
  column: string | null;
  detail: string | null;
}

async function compared(
  run: Run,
  report: Report,
  table: ReportTable,
  { context, imported }: { context: Context; imported: Imported },
): Promise<TableReport> {
  const { version = 't.updated_at', from } = table.here;
  const left = await run.target.unsafe<LeftOut[]>(`
    select l.legacy_id as id, l.reason, l.column_name as "column", l.detail, case
        when l.reason is not null then 'refused'
        when l.hash is null and l.legacy_table = 'checkins' then 'cancelled'
        when l.hash is null then 'gone'
        when h.legacy_id is null then 'lost' else 'changed_here' end as why
    from private.imported_rows l
    left join (select t.legacy_id, ${version} as version from ${from}
      where t.legacy_id is not null) h on h.legacy_id = l.legacy_id
    where l.legacy_table = '${table.table}'
      and (l.reason is not null or l.hash is null or h.version is distinct from l.version)
    order by l.legacy_id`);
  const name = table.table;
  const because = (why: LeftOut['why']) => left.filter((row) => row.why === why);
  for (const { id, reason, column, detail } of because('refused')) {
    report.refusals.push({ table: name, id, reason: reason!, column, detail });
  }
  const changed = because('changed_here').map(({ id }) => ({ table: name, id }));
  const gone = because('gone').map(({ id }) => ({ table: name, id }));
  const lost = because('lost').map(({ id }) => ({ table: name, id }));
  report.changed_here.push(...changed.slice(0, NAMED));
  report.gone.push(...gone);
  report.lost.push(...lost);
  const without = new Set<number | string>(left.map(({ id }) => id));
  // Gyms that are here without their managers, who are held back.
  const withheld = imported.refusals.filter((each) => each.table === name && !without.has(each.id))
    .map(({ id }) => id as number);
  const { read, missed, side: there } = await thereOf(run, table, context, { without, withheld });
  const here = await hereOf(run, table);
  return tableReport(report, name, read, {
    ...run.counts[name],
    changed_here: changed.length,
    gone: gone.length,
    lost: lost.length,
    missed,
    there,
    here,
  });
}
