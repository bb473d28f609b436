import type { Run } from '../engine/run.ts';
import { BEFORE_ALL } from '../engine/source.ts';
import { checksumSql, relationSql, type Side, Tally } from './side.ts';
import type { Context, ReportTable } from './table.ts';

const PAGE = 20_000;
/** Bytes of a cell; a row that has more was held back as too long. */
const LONGEST = 2_000_000;
const cellOf = (text: string) => `case when octet_length(${text}) <= ${LONGEST} then ${text} end`;

/**
 * Reads the old table, but for the rows that are not compared.
 *
 * @param left ids `without` which it is reckoned; of those `withheld`, what they lead to is not
 */
export async function thereOf(
  { source, onProgress }: Run,
  { table, columns, read, here }: ReportTable,
  context: Context,
  left: { without: ReadonlySet<number | string>; withheld: readonly number[] },
): Promise<{ read: number; missed: number; side: Side }> {
  const [{ read: all }] = await source.unsafe<[{ read: number }]>(
    `select count(*)::integer as read from "${table}"`,
  );
  const tally = new Tally(Object.keys(here.sums ?? {}), Object.keys(here.relations ?? {}));
  const withheld = new Set(left.withheld);
  let count = 0;
  let after = BEFORE_ALL;
  for (;;) {
    const rows = await source.unsafe(`
      select t.id::text, ${columns.map((name) => cellOf(`t."${name}"::text`)).join(', ')}
      from "${table}" t where t.id > ${after} order by t.id limit ${PAGE}`)
      .values() as unknown as (string | null)[][];
    for (const [first, ...cells] of rows) {
      const id = Number(first);
      after = id;
      count++;
      if (left.without.has(id)) continue;
      const row = read(id, cells, context);
      tally.add(id, withheld.has(id) ? { ...row, relations: {} } : row);
    }
    onProgress(table, rows.length);
    if (rows.length < PAGE) return { read: all, missed: all - count, side: tally.side };
  }
}

/** Has the new database reckon the same over what came over and is as it came. */
export async function hereOf({ target }: Run, { table, here }: ReportTable): Promise<Side> {
  const { from, version = 't.updated_at', words, sums = {}, relations = {} } = here;
  const relation = Object.values(relations).flatMap((sql, nth) => {
    const { count, checksum } = relationSql('t.legacy_id', sql);
    return [`(${count})::integer as count_${nth}`, `(${checksum})::text as checksum_${nth}`];
  });
  const [row] = await target.unsafe<Record<string, string | number>[]>(`
    select count(*)::integer as rows, ${checksumSql('t.legacy_id', words)} as checksum
      ${
    [
      ...Object.values(sums).map((sql, nth) => `coalesce(sum(${sql}), 0)::text as sum_${nth}`),
      ...relation,
    ].map((sql) => `, ${sql}`).join('\n      ')
  }
    from ${from}
    join private.imported_rows l on l.legacy_table = '${table}' and l.legacy_id = t.legacy_id
      and l.reason is null and l.hash is not null and l.version = ${version}`);
  const side = row!;
  return {
    rows: Number(side.rows),
    checksum: String(side.checksum),
    sums: Object.fromEntries(
      Object.keys(sums).map((name, nth) => [name, String(side[`sum_${nth}`])]),
    ),
    relations: Object.fromEntries(
      Object.keys(relations).map((name, nth) => [name, {
        count: Number(side[`count_${nth}`]),
        checksum: String(side[`checksum_${nth}`]),
      }]),
    ),
  };
}
