import { Buffer, isUtf8 } from 'node:buffer';
import type { Sql, TransactionSql } from 'postgres';
import type { Mapping } from '../mapping/mapping.ts';
import type { RefusalReason } from '../refusal-reasons.ts';
import { sourceColumns } from './judge.ts';
import { inTransaction } from './transaction.ts';

/** The old database within one snapshot; nothing can be written through it. */
export type Source = TransactionSql;

/** Lies before every id, for those of an old database may be anything. */
export const BEFORE_ALL = -2_147_483_649;

/** The parameters of a judgement: literals of arrays, a column each, with their ids and hashes first. */
export interface Page {
  ids: number[];
  columns: string[];
}

/**
 * How the old database speaks to us: in bytes as they are, where it takes any for text; times in one way;
 * and rather not at all than without rows that a policy hides.
 */
const SETTINGS = `
  select set_config('client_encoding', case
    when current_setting('server_encoding') in ('UTF8', 'SQL_ASCII') then 'SQL_ASCII' else 'UTF8'
  end, true);
  set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local intervalstyle = 'iso_8601';
  set local row_security = off; set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0`;

/** Opens one snapshot of the old database for as long as `work` takes. */
export const withSource = <T>(
  connection: Sql,
  work: (source: Source) => Promise<T>,
): Promise<T> =>
  inTransaction(connection, async (source) => {
    await source.unsafe(SETTINGS);
    return await work(source);
  }, 'isolation level repeatable read read only');

/** What tells whether a row is another than it was: all that is in it, and what hangs on others. */
const hashOf = ({ asked, hashed = [] }: Mapping): string =>
  `md5(${
    ['w.whole', ...hashed.map((name) => `coalesce(${asked![name]}, '')`)].join(` || ' ' || `)
  })`;

/** The rows of a table, with all that is in each as one text. */
const rowsOf = ({ table }: Pick<Mapping, 'table'>): string =>
  `"${table}" t cross join lateral (select t::text as whole offset 0) w`;

/** Bytes of a row, where its mapping does not say more: 2,000 of them are a page. */
const LONGEST = 200_000;

/** A cell, unless its row is longer than what is looked at. */
const fetched = ({ longest = LONGEST }: Pick<Mapping, 'longest'>, cell: string) =>
  `case when octet_length(w.whole) <= ${longest} then ${cell} end`;

const TOO_LONG: RefusalReason = 'too_long';

/** What is selected of a row; the last are only looked at, for they are asked about there. */
const select = (mapping: Mapping): string[] => [
  't.id::text',
  hashOf(mapping),
  `case when (${fetched(mapping, 'true')}) is null then '${TOO_LONG}||' end`,
  ...[
    ...sourceColumns(mapping).map((name) => mapping.asked?.[name] ?? `t."${name}"::text`),
    ...(mapping.lists ?? []).map((name) => `t."${name}"::text`),
  ].map((cell) => fetched(mapping, cell)),
];

const numbersIn = (literal: string): number[] =>
  literal.length > 2 ? literal.slice(1, -1).split(',').map(Number) : [];

/** The next rows behind `after`, in order of their ids; nothing where there are none. */
export const nextPage = (source: Source, mapping: Mapping, after: number): Promise<Page> =>
  pageOf(source, mapping, `where t.id > ${after} order by t.id limit ${mapping.page}`);

/** The rows of these ids that are there. */
export const pageOfIds = (
  source: Source,
  mapping: Mapping,
  ids: readonly number[],
): Promise<Page> => pageOf(source, mapping, `where t.id = any ('{${ids.join(',')}}')`);

interface BadRow {
  id: number;
  hash: string;
  column: string;
}

/** Each column is put together there: one row comes over, not thousands. */
async function pageOf(source: Source, mapping: Mapping, which: string): Promise<Page> {
  const all = await columnsOf(source, mapping, which);
  const wanted = all.length - (mapping.lists?.length ?? 0);
  if (all.every((column) => isUtf8(column))) return pageFrom(all.slice(0, wanted), []);
  const bad = await badOf(source, mapping, which);
  const ids = bad.map(({ id }) => id).join(',');
  const rest = await columnsOf(source, mapping, which, `where x.id <> all ('{${ids}}')`);
  if (!rest.every((column) => isUtf8(column))) {
    throw new Error(`Something in ${mapping.table} is not UTF-8, and no column of it.`);
  }
  return pageFrom(rest.slice(0, wanted), bad);
}

const EMPTY = Buffer.from('{}');

async function columnsOf(
  source: Source,
  mapping: Mapping,
  which: string,
  without = '',
): Promise<Buffer[]> {
  const expressions = select(mapping);
  const [row] = await source.unsafe(`
    select ${expressions.map((_, nth) => `array_agg(x.c${nth} order by x.id)::text`).join(', ')}
    from (select t.id, ${expressions.map((sql, nth) => `${sql} as c${nth}`).join(', ')}
      from ${rowsOf(mapping)} ${which}) x ${without}`).raw().catch((error) => {
    // Bytes that mean nothing in its encoding, for one: where they are is all that there is to say.
    error.message = `In the old ${mapping.table}: ${error.message}`;
    throw error;
  }) as unknown as [(Buffer | null)[]];
  return row.map((column) => column ?? EMPTY);
}

/** Finds the rows that are not UTF-8, and the first column of each that is not. */
async function badOf(source: Source, mapping: Mapping, which: string): Promise<BadRow[]> {
  const names = sourceColumns(mapping).filter((name) => !mapping.asked?.[name]);
  const columns = [...names, ...mapping.lists ?? []];
  const rows = await source.unsafe(`
    select t.id::text, ${hashOf(mapping)}, ${
    columns.map((name) => fetched(mapping, `t."${name}"::text`)).join(', ')
  }
    from ${rowsOf(mapping)} ${which}`).raw() as unknown as (Buffer | null)[][];
  return rows.flatMap(([id, hash, ...cells]) => {
    const nth = cells.findIndex((cell) => cell !== null && !isUtf8(cell));
    return nth < 0 ? [] : [{
      id: Number(id!.toString()),
      hash: hash!.toString(),
      column: columns[nth]!,
    }];
  });
}

/** Puts a page together; of rows that are not UTF-8 it has only that. */
function pageFrom(all: readonly Buffer[], bad: readonly BadRow[]): Page {
  const columns = all.map((column, nth) => {
    const literal = column.toString();
    if (bad.length === 0) return literal;
    const added = bad.map(({ id, hash, column }) =>
      [String(id), hash, `"not_utf8|${column}|"`][nth] ?? 'NULL'
    );
    return literal === '{}'
      ? `{${added.join(',')}}`
      : `${literal.slice(0, -1)},${added.join(',')}}`;
  });
  return { ids: numbersIn(columns[0]!).toSorted((a, b) => a - b), columns };
}

/** Ids and hashes of the next rows, at most so many. */
export async function nextHashes(
  source: Source,
  mapping: Mapping,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): Promise<{ ids: number[]; idList: string; hashes: string }> {
  const [row] = await source.unsafe<[{ ids: string | null; hashes: string | null }]>(`
    select array_agg(x.id)::text as ids, array_agg(x.hash)::text as hashes
    from (select t.id, ${hashOf(mapping)} as hash from ${rowsOf(mapping)}
      where t.id > ${after} and t.id <= ${upTo} order by t.id limit ${limit}) x`);
  const idList = row.ids ?? '{}';
  return { ids: numbersIn(idList), idList, hashes: row.hashes ?? '{}' };
}
