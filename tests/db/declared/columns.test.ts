import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../testkit/database/door.ts';

const under = useDoor();

/** Of each type, what Postgres holds and a reader cannot take. */
const times = ['infinity', '-infinity', '10000-01-01', '0044-03-15 BC'];
const hostile: Record<string, readonly string[]> = {
  'text': ['x'.repeat(1_000_001)],
  'text[]': ['{anything}'],
  'date': times,
  'time(0) without time zone': ['24:00', '10:00:30'],
  'timestamp(3) with time zone': times,
  'bigint': [String(2n ** 53n), String(-(2n ** 53n))],
  'numeric(19,4)': ['NaN'],
  'smallint[]': ['{}', '{0}', '{8}', '{1,null}', '{1,1,2,3,4,5,6,7}'],
  'jsonb': [JSON.stringify({ a: 'x'.repeat(1_000_001) })],
};

/** Types whose every value a reader can take. What is found with `tsvector` is written by a trigger. */
const bounded = ['uuid', 'uuid[]', 'integer', 'boolean', 'tsvector'];

interface Column {
  name: string;
  column: string;
  type: string;
  /** Of an enum: none but its values is taken. */
  listed: boolean;
  checks: string[];
}

/** Every column of the Data API's schema that one of its roles may write, with its own CHECKs. */
const writable = () =>
  under.admin<Column[]>`
    select c.relname || '.' || attname as name, attname as column,
      format_type(atttypid, atttypmod) as type,
      (select typtype = 'e' from pg_type where oid = atttypid) as listed,
      array(
        select pg_get_expr(conbin, conrelid) from pg_constraint
        where contype = 'c' and conrelid = c.oid and conkey = array[attnum]
      ) as checks
    from pg_class c join pg_attribute on attrelid = c.oid and attnum > 0 and not attisdropped
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and attgenerated = ''
      and exists (
        select from unnest(array['anon', 'authenticated', 'service_role']) role,
          unnest(array['INSERT', 'UPDATE']) privilege
        where has_column_privilege(role, c.oid, attnum, privilege)
      )
    order by 1`;

/** Whether a column takes a value, as far as its CHECKs say. */
async function takes({ column, type, checks }: Column, value: string): Promise<boolean> {
  const all = ['true', ...checks].map((check) => `(${check})`).join(' and ');
  const [row] = await under.admin.unsafe<{ ok: boolean }[]>(
    `select ${all} as ok from (select $1::text::${type} as "${column}") as tried`,
    [value],
  );
  return row!.ok;
}

describe('what the Data API may write', () => {
  it('is bounded in every column', async () => {
    const columns = await writable();
    expect(columns.length).toBeGreaterThan(90);
    const open: string[] = [];
    // An id of Shopify is read as text, whatever its size.
    const others = columns.filter(({ column, listed }) =>
      !column.endsWith('shopify_id') && !listed
    );
    for (const column of others.filter(({ type }) => !bounded.includes(type))) {
      for (const value of hostile[column.type] ?? ['a type that this test does not know']) {
        if (!hostile[column.type] || await takes(column, value)) {
          open.push(`${column.name}: ${value.slice(0, 40)}`);
        }
      }
    }
    expect(open).toEqual([]);
  });
});
