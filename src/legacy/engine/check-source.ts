import { legacyTables } from '../../db/schema/legacy/legacy-tables.ts';
import { sourceColumns } from './judge.ts';
import { mappings } from '../mapping/mappings.ts';
import type { Source } from './source.ts';

/** Nothing can come over as things are; the message says all of what is to be done about it. */
export class NotReady extends Error {}

/** Read of tables beside what their mappings name. */
const BESIDES: Readonly<Record<string, readonly string[]>> = { gyms: ['manager_id'] };
/** Read as lists. */
const LISTS = ['recipients', 'viewed_by'];

interface Needed {
  table: string;
  column: string;
}

const needed: readonly Needed[] = legacyTables.values.flatMap((table) => {
  const mapping = mappings.find((each) => each.table === table);
  const columns = mapping ? sourceColumns(mapping).filter((name) => !mapping.asked?.[name]) : [];
  const all = ['id', ...columns, ...mapping?.lists ?? [], ...BESIDES[table] ?? []];
  return [...new Set(all)].map((column) => ({ table, column }));
});

interface Found extends Needed {
  is_table: boolean;
  readable: boolean | null;
  type: string | null;
  is_key: boolean;
}

/**
 * Looks whether the old database is one, and may be read: its tables, columns and ids.
 *
 * @throws NotReady naming everything at once
 */
export async function checkSource(source: Source): Promise<void> {
  const found = await source.unsafe<Found[]>(
    `
    select n.name as table, n.col as column, r.oid is not null as is_table,
      has_table_privilege(r.oid, 'select') as readable,
      format_type(a.atttypid, a.atttypmod) as type,
      exists (select from pg_index i where i.indrelid = r.oid and i.indisunique
        and i.indpred is null and i.indnkeyatts = 1 and i.indkey[0] = a.attnum
        and (a.attnotnull or i.indisprimary)) as is_key
    from unnest($1::text[], $2::text[]) with ordinality n (name, col, nth)
    left join pg_class r on r.oid = to_regclass(quote_ident(n.name))
    left join pg_attribute a on a.attrelid = r.oid and a.attname = n.col
      and a.attnum > 0 and not a.attisdropped
    order by n.nth`,
    [needed.map(({ table }) => table), needed.map(({ column }) => column)],
  );
  const faults = faultsOf(found);
  // Nothing can be said of rows before all can be read.
  if (faults.length === 0) faults.push(...await doubledIds(source, found));
  if (faults.length === 0) return;
  const [{ path }] = await source.unsafe<[{ path: string }]>(
    'select array_to_string(current_schemas(false), $1) as path',
    [', '],
  );
  throw new NotReady(
    `The old database is not as it should be, and nothing was written (looked in ${
      path || 'no schema'
    }; ` +
      `?search_path=<schema> behind the address names another):\n${faults.join('\n')}`,
  );
}

function faultsOf(found: readonly Found[]): string[] {
  const tables = [...new Set(found.map(({ table }) => table))];
  return tables.flatMap((name) => {
    const columns = found.filter(({ table }) => table === name);
    const [{ is_table, readable }] = columns as [Found];
    if (!is_table) return [`there is no table ${name}`];
    if (!readable) return [`${name} may not be read: grant select on it`];
    return columns.flatMap(({ column, type }) => {
      if (type === null) return [`${name} has no column ${column}`];
      if (LISTS.includes(column) && !type.endsWith('[]')) {
        return [`${name}.${column} is ${type} and not a list`];
      }
      return column === 'id' && name !== 'roles' && !/^(smallint|integer|bigint)$/.test(type)
        ? [`${name}.id is ${type} and not a whole number`]
        : [];
    });
  });
}

/** A row is known by its id: of two with one, or of one without, nothing could be said. */
async function doubledIds(source: Source, found: readonly Found[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { table } of found.filter(({ column, is_key }) => column === 'id' && !is_key)) {
    const rows = await source.unsafe<{ id: string | null }[]>(`
      select t.id::text as id from "${table}" t group by t.id
      having count(*) > 1 or t.id is null order by t.id limit 10`);
    if (rows.length > 0) {
      faults.push(
        `${table} has rows with one id, or without: ${
          rows.map(({ id }) => id ?? 'null').join(', ')
        }`,
      );
    }
  }
  return faults;
}
