import type { Sql } from 'postgres';
import type { Values } from '../mapping/mapping.ts';

interface Column {
  name: string;
  type: string;
  required: boolean;
  fallback: string | null;
}

interface Check {
  name: string;
  expression: string;
  columns: string[];
}

/** What a table here asks of its rows, as its catalog has it. */
export interface Asked {
  columns: Column[];
  checks: Check[];
}

/** Reads the columns and CHECKs of a table of `public`; what is generated is not asked about. */
export async function askedOf(target: Sql, table: string): Promise<Asked> {
  const columns = await target<Column[]>`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as fallback
    from pg_attribute a
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = ${`public.${table}`}::regclass and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = '' order by a.attnum`;
  const checks = await target<Check[]>`
    select c.conname as name, pg_get_expr(c.conbin, c.conrelid) as expression,
      array(select a.attname::text from unnest(c.conkey) k
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k order by k) as columns
    from pg_constraint c
    where c.conrelid = ${`public.${table}`}::regclass and c.contype = 'c' order by c.conname`;
  const known = new Set(columns.map(({ name }) => name));
  return {
    columns: [...columns],
    checks: checks.filter((check) => check.columns.every((name) => known.has(name))),
  };
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * Writes what says the first thing that a table would refuse of the values for it: SQL over `j`, null where
 * it refuses nothing, else `reason|column|`. So a bound that is declared once holds here as well.
 */
export function faultOf({ columns, from, when }: Values, { columns: all, checks }: Asked): string {
  const given = (name: string) => Object.hasOwn(columns, name);
  const asked = checks.filter((check) => check.columns.some(given));
  const used = new Set(asked.flatMap((check) => check.columns));
  const needed = all.filter(({ name, required, fallback }) =>
    given(name) && required && fallback === null
  );
  const row = all.filter(({ name }) => used.has(name) || needed.some((each) => each.name === name))
    .map(({ name, type, fallback }) =>
      `(${given(name) ? columns[name] : fallback ?? 'null'})::${type} as "${name}"`
    );
  const cases = [
    ...needed.map(({ name }) =>
      `when v."${name}" is null then ${quoted(`missing_value|${from[name] ?? ''}|`)}`
    ),
    ...asked.map(({ name, expression, columns }) => {
      const about = columns.filter(given);
      const column = about.length === 1 ? from[about[0]!] ?? '' : '';
      return `when (${expression}) is false then ${quoted(`${name}|${column}|`)}`;
    }),
  ];
  if (cases.length === 0) return 'null::text';
  const fault = `(select case ${cases.join('\n        ')} end from (select ${row.join(', ')}) v)`;
  return when ? `case when ${when} then ${fault} end` : fault;
}
