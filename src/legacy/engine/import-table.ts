import type { LegacyTable } from '../../db/schema/legacy/legacy-tables.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { RefusalReason } from '../refusal-reasons.ts';
import { askedOf } from './catalog.ts';
import { judgement } from './judge.ts';
import type { Run } from './run.ts';
import { BEFORE_ALL, nextHashes, nextPage, type Page, pageOfIds } from './source.ts';
import { inTransaction } from './transaction.ts';
import { given, type Judged, literal, writePage } from './write-page.ts';

/** Hashes that are compared at once: twenty bytes each. */
const COMPARED = 20_000;

/** Tables that others refer to. */
const PARENTS: readonly LegacyTable[] = ['gyms', 'users', 'class'];

/**
 * Brings a table over, behind an id: first what the ledger knows, by hashes, then what is new, by pages, of
 * which the next is read while one is written.
 */
export async function importTable(run: Run, mapping: Mapping, after: number): Promise<void> {
  const table = await prepare(run, mapping);
  const [{ known }] = await run.target<[{ known: number }]>`
    select coalesce(max(legacy_id), ${BEFORE_ALL}::bigint)::float8 as known from private.imported_rows
    where legacy_table = ${mapping.table}`;
  let at = after;
  while (at < known) at = await compare(run, table, at, known);
  const before = run.counts[mapping.table]?.written ?? 0;
  let coming = nextPage(run.source, mapping, at);
  for (;;) {
    const page = await coming;
    const last = page.ids.at(-1);
    if (last === undefined) break;
    coming = nextPage(run.source, mapping, last);
    // What is awaited later may fail before.
    coming.catch(() => {});
    await (run.dry ? rehearse(run, table, page) : writePage(run, table, page, last));
    run.onProgress(mapping.table, page.ids.length);
  }
  if (!run.dry && (run.counts[mapping.table]?.written ?? 0) > before) await analyze(run, mapping);
}

/** What follows is planned by what is there now; the server would look by itself only in a minute. */
async function analyze({ target }: Run, { values }: Mapping): Promise<void> {
  await target.unsafe(`analyze ${values.map(({ into }) => `public.${into}`).join(', ')}`);
}

async function prepare(run: Run, mapping: Mapping): Promise<Judged> {
  const asked = await Promise.all(mapping.values.map(({ into }) => askedOf(run.target, into)));
  const doubles = run.dry && mapping.doubles
    ? (await run.source.unsafe<{ id: number }[]>(mapping.doubles)).map(({ id }) => id)
    : [];
  return {
    mapping,
    judgement: judgement(mapping, asked),
    doubles: literal(doubles),
    strangers: literal(await strangersOf(run)),
    prepared: false,
  };
}

/** Those whose rows are nobody's here: what is theirs is not to be somebody else's. */
async function strangersOf({ target, dry, refusals }: Run): Promise<number[]> {
  const reason: RefusalReason = 'another_person';
  const named = dry
    ? refusals.filter((row) => row.table === 'users' && row.reason === reason)
    : await target<{ id: number }[]>`select legacy_id as id from private.imported_rows
      where legacy_table = 'users' and reason = ${reason}`;
  return named.map(({ id }) => Number(id));
}

/**
 * Compares the next rows with the ledger and brings over what differs, and what was held back, whose reason
 * may be gone. Answers how far it came.
 */
async function compare(run: Run, table: Judged, after: number, upTo: number): Promise<number> {
  const { target, source } = run;
  const { mapping } = table;
  const { ids, idList, hashes } = await nextHashes(source, mapping, {
    after,
    upTo,
    limit: COMPARED,
  });
  const end = ids.length < COMPARED ? upTo : ids.at(-1)!;
  const differing = await target<{ id: number; gone: boolean }[]>`
    select coalesce(s.id, l.legacy_id) as id, s.id is null as gone
    from unnest(${idList}::text::integer[], ${hashes}::text::uuid[]) s (id, hash)
    full join (select * from private.imported_rows
      where legacy_table = ${mapping.table} and legacy_id > ${after}::bigint and legacy_id <= ${end}::bigint) l
      on l.legacy_id = s.id
    where (s.id is not null and (l.hash is distinct from s.hash or l.reason is not null))
      or (s.id is null and l.hash is not null)
    order by 1`;
  // First, for the place of the run is said to be behind what changed.
  const gone = differing.filter((row) => row.gone).map(({ id }) => id);
  if (run.dry) run.gone.push(...gone.map((id) => ({ table: mapping.table, id })));
  else if (gone.length > 0) await writeGone(run, mapping, gone);
  const changed = differing.filter((row) => !row.gone).map(({ id }) => id);
  for (let from = 0; from < changed.length; from += mapping.page) {
    const some = changed.slice(from, from + mapping.page);
    const page = await pageOfIds(source, mapping, some);
    const hasNews = await rehearse(run, table, page);
    if (hasNews && !run.dry) await writePage(run, table, page, some.at(-1)!);
  }
  run.onProgress(mapping.table, ids.length);
  return end;
}

interface Verdict {
  legacy_id: number;
  action: string;
  fault: string | null;
  news: boolean;
}

/** Judges a page without writing it; answers whether there is anything to write. */
async function rehearse(run: Run, table: Judged, page: Page): Promise<boolean> {
  const { table: name } = table.mapping;
  const verdicts = await run.target.unsafe<Verdict[]>(
    `select v.legacy_id, v.action, v.fault,
      (v.action in ('insert', 'join', 'update') or v.action = 'refuse'
        and (v.hash is distinct from v.was_hash
          or split_part(v.fault, '|', 1) is distinct from v.was_reason)) as news
    from (${table.judgement}) v order by v.legacy_id`,
    given(run, table, page),
  );
  if (run.dry) note(run, name, verdicts);
  return verdicts.some(({ news }) => news);
}

/** Keeps what a rehearsal came to, for what refers to it and for its report. */
function note({ known, counts, refusals }: Run, table: LegacyTable, verdicts: Verdict[]): void {
  const isParent = PARENTS.includes(table);
  const all = counts[table] ??= { written: 0, changed: 0 };
  for (const { legacy_id: id, action, fault } of verdicts) {
    const isHeld = action === 'refuse';
    if (isHeld) {
      const [reason, column, detail] = fault!.split('|');
      refusals.push({ table, id, reason: reason!, column: column || null, detail: detail || null });
    }
    if (action === 'insert' || action === 'join') all.written++;
    if (action === 'update') all.changed++;
    if (isParent) (known[isHeld ? 'held' : 'accepted'][table] ??= []).push(id);
  }
}

/** What is gone there: check-ins are cancelled; all else stays, and is named. */
async function writeGone(
  { target }: Run,
  { table, target: here, version = 't.updated_at', writeGone = [] }: Mapping,
  ids: number[],
): Promise<void> {
  const gone = `with gone as (select unnest('{${ids.join(',')}}'::integer[]) as legacy_id)`;
  await inTransaction(target, async (tx) => {
    for (const statement of writeGone) await tx.unsafe(`${gone} ${statement}`);
    await tx.unsafe(`${gone} delete from private.imported_rows l using gone g
      where l.legacy_table = '${table}' and l.legacy_id = g.legacy_id
        and not exists (select from public.${here} t where t.legacy_id = g.legacy_id)`);
    await tx.unsafe(`${gone} update private.imported_rows l set hash = null, reason = null,
        column_name = null, detail = null,
        version = (select ${version} from public.${here} t where t.legacy_id = g.legacy_id)
      from gone g where l.legacy_table = '${table}' and l.legacy_id = g.legacy_id`);
  });
}
