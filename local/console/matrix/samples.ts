import { type SQL, sql } from 'drizzle-orm';
import type { Database, SystemDatabase } from '../../../src/db/client.ts';
import { type Live, refusalOf } from './attempt.ts';
import { relation, type Table } from './tables.ts';
import { undone } from '../../access/undone.ts';

export type Row = Record<string, unknown>;

export interface Samples {
  /** As the person read them; or why they read none. */
  seen: Row[] | Live;
  /** Rows that the system sees and the person does not, of the first ones by key. */
  unseen: Row[];
}

const SHOWN = 3;
/** So many of the first rows are looked through for one that the person does not see. */
const LOOKED_THROUGH = 200;

/** Three rows that the person sees and three that they do not, by the primary key. */
export async function readSamples(
  table: Table,
  { person, system }: { person: Database; system: SystemDatabase },
): Promise<Samples> {
  const [name, order] = [relation(table), byKey(table)];
  const seen = await tried(
    undone(person, (tx) => tx.execute<Row>(sql`select * from ${name}${order} limit ${SHOWN}`)),
  );
  const first = await system.execute<Row>(
    sql`select * from ${name}${order} limit ${LOOKED_THROUGH}`,
  );
  if (!Array.isArray(seen)) return { seen, unseen: [...first].slice(0, SHOWN) };
  if (table.key.length === 0) return { seen, unseen: [] };
  const visible = await tried(
    undone(person, (tx) =>
      tx.execute<Row>(
        sql`select ${columns(table)} from ${name} where ${isOneOf(table, first)}`,
      )),
  );
  const known = new Set(Array.isArray(visible) ? visible.map((row) => keyText(table, row)) : []);
  const unseen = [...first].filter((row) => !known.has(keyText(table, row)));
  return { seen, unseen: unseen.slice(0, SHOWN) };
}

async function tried(rows: PromiseLike<Iterable<Row>>): Promise<Row[] | Live> {
  try {
    return [...await rows];
  } catch (error) {
    return refusalOf(error);
  }
}

const columns = ({ key }: Table): SQL =>
  sql.join(key.map((column) => sql.identifier(column)), sql`, `);

const byKey = (table: Table): SQL =>
  table.key.length > 0 ? sql` order by ${columns(table)}` : sql``;

function isOneOf(table: Table, rows: Iterable<Row>): SQL {
  const keys = [...rows].map(({ ...row }) =>
    sql`(${sql.join(table.key.map((column) => sql`${text(row[column])}`), sql`, `)})`
  );
  if (keys.length === 0) return sql`false`;
  return sql`(${columns(table)}) in (${sql.join(keys, sql`, `)})`;
}

const keyText = ({ key }: Table, row: Row) =>
  JSON.stringify(key.map((column) => text(row[column])));

const text = (value: unknown): string =>
  value instanceof Date ? value.toISOString() : String(value);
