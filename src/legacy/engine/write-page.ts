import type { TransactionSql } from 'postgres';
import type { LegacyTable } from '../../db/schema/legacy/legacy-tables.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { parametersOf } from './judge.ts';
import type { Run } from './run.ts';
import { type Page, pageOfIds } from './source.ts';
import { inTransaction } from './transaction.ts';

/** A table's way through a run: its mapping, and the judgement that was written from it. */
export interface Judged {
  mapping: Mapping;
  judgement: string;
  /** Ids of rows that double an elder one; of a rehearsal only. */
  doubles: string;
  /** Ids of people who are somebody else here. */
  strangers: string;
  /** Whether the page's own table is there. */
  prepared: boolean;
}

export const literal = (ids: readonly number[] = []) => `{${ids.join(',')}}`;

/** The parameters of a judgement of a page, in its order. */
export function given(
  { timezone, known }: Run,
  { mapping, doubles, strangers }: Judged,
  page: Page,
): string[] {
  const named: Record<string, string> = {
    zone: timezone,
    stamp: new Date().toISOString(),
    doubles,
    strangers,
    first: String(page.ids[0] ?? 0),
    last: String(page.ids.at(-1) ?? 0),
  };
  return parametersOf(mapping).map((name, nth) => {
    const column = page.columns[nth];
    if (column !== undefined) return column;
    const [which, table] = name.split(/_(.*)/) as ['accepted' | 'held', LegacyTable];
    return named[name] ?? literal(known[which][table]);
  });
}

/** How a transaction of a page begins: a crash of the server loses rows and their ledger together. */
const SETTINGS = `set local synchronous_commit = off; set local jit = off;
  set local work_mem = '64MB'; set local statement_timeout = 0`;

/**
 * Writes a page, and what the ledger says of it, in one transaction. Where the database refuses what the
 * judgement let pass, as a trigger may, the page is halved until the one row is known: it is held back under
 * the name that the database gave.
 */
export async function writePage(run: Run, table: Judged, page: Page, upTo: number): Promise<void> {
  const { ids } = page;
  try {
    await writeAgain(() => writeWhole(run, table, page, upTo));
  } catch (error) {
    const reason = refusedBy(error);
    if (!reason) throw error;
    if (ids.length === 1) {
      const columns = page.columns.with(2, `{"${reason}||"}`);
      return await writeWhole(run, table, { ids, columns }, upTo);
    }
    const middle = Math.ceil(ids.length / 2);
    for (const half of [ids.slice(0, middle), ids.slice(middle)]) {
      const part = await pageOfIds(run.source, table.mapping, half);
      await writePage(run, table, part, half.at(-1)! === ids.at(-1)! ? upTo : half.at(-1)!);
    }
  }
}

const DEADLOCK = '40P01';
const ATTEMPTS = 5;

/** Those who use the database meanwhile may want the same rows in another order. */
async function writeAgain(write: () => Promise<void>): Promise<void> {
  for (let attempt = 1;; attempt++) {
    try {
      return await write();
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The name of what refused a row; nothing where it is no row's fault. */
function refusedBy(error: unknown): string | undefined {
  const { code, constraint_name } = error as { code?: string; constraint_name?: string };
  // Integrity, data and what triggers raise; not a lost connection, a timeout, a full disk or a bug here.
  return /^(23|22|P0|42501)/.test(code ?? '') ? (constraint_name ?? code)!.slice(0, 63) : undefined;
}

async function writeWhole(run: Run, table: Judged, page: Page, upTo: number): Promise<void> {
  const { mapping, judgement } = table;
  if (!table.prepared) await preparePage(run, table);
  const counted = await inTransaction(run.target, async (tx) => {
    await tx.unsafe(SETTINGS);
    await tx.unsafe(
      `insert into pg_temp.page ${judgement}`,
      given(run, table, page),
    );
    for (const statement of mapping.write) await tx.unsafe(statement);
    await tx.unsafe(ledger(mapping));
    const [counts] = await tx.unsafe<[{ written: number; changed: number }]>(`
      select count(*) filter (where action in ('insert', 'join'))::integer as written,
        count(*) filter (where action = 'update')::integer as changed from pg_temp.page`);
    await movePlace(tx, run, mapping, counts, upTo);
    return counts;
  });
  const { written, changed } = run.counts[mapping.table] ?? { written: 0, changed: 0 };
  run.counts[mapping.table] = {
    written: written + counted.written,
    changed: changed + counted.changed,
  };
}

/** Says where the run is, and what it came to with this page. */
async function movePlace(
  tx: TransactionSql,
  { id, counts }: Run,
  { table }: Mapping,
  page: { written: number; changed: number },
  upTo: number,
): Promise<void> {
  const { written, changed } = counts[table] ?? { written: 0, changed: 0 };
  const now = { written: written + page.written, changed: changed + page.changed };
  await tx`update private.import_runs set at_table = ${table}, at_id = ${upTo},
    counts = ${tx.json({ ...counts, [table]: now } as never)} where id = ${id}`;
}

/** Makes the page's own table, of which a run has one at a time. */
async function preparePage(run: Run, table: Judged): Promise<void> {
  const { target } = run;
  await target`drop table if exists pg_temp.page`;
  const width = parametersOf(table.mapping).indexOf('zone');
  await target.unsafe(
    `create temp table page on commit delete rows as ${table.judgement} with no data`,
    given(run, table, { ids: [], columns: Array<string>(width).fill('{}') }),
  );
  table.prepared = true;
}

/**
 * A row that came over has the version that it has here now; one that is held back keeps its last; one
 * that was here already has none, for it is not the import's to change.
 */
const ledger = ({ table, target, version = 't.updated_at' }: Mapping): string => {
  const here = `(select ${version} from public.${target} t where t.legacy_id = j.legacy_id)`;
  const inserted = target === 'check_ins' ? 'j.stamp' : here;
  return `
  insert into private.imported_rows as l
    (legacy_table, legacy_id, hash, version, reason, column_name, detail)
  select '${table}', j.legacy_id, j.hash,
    case j.action when 'refuse' then j.was_version when 'insert' then ${inserted}
      when 'update' then ${here} end,
    nullif(split_part(j.fault, '|', 1), ''), nullif(split_part(j.fault, '|', 2), ''),
    nullif(split_part(j.fault, '|', 3), '')
  from pg_temp.page j where j.action in ('insert', 'join', 'update', 'refuse')
  order by j.legacy_id
  on conflict (legacy_table, legacy_id) do update
  set hash = excluded.hash, version = excluded.version, reason = excluded.reason,
    column_name = excluded.column_name, detail = excluded.detail
  where (l.hash, l.version, l.reason, l.column_name, l.detail) is distinct from
    (excluded.hash, excluded.version, excluded.reason, excluded.column_name, excluded.detail)`;
};
