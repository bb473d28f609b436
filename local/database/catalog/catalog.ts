import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type postgres from 'postgres';

/** Runs one statement and answers its rows, whatever the driver. */
export type Query = <Row>(statement: string) => Promise<Row[]>;

/** `<kind> <name>` of every object that is ours, with its definition; the kinds: catalog.sql. */
export type Catalog = ReadonlyMap<string, string>;

/** An object that two databases do not agree about. */
export interface Difference {
  kind: string;
  name: string;
  /** As the migrations made it; none when they did not. */
  landed?: string;
  /** As the sources say; none when they do not. */
  declared?: string;
}

const statement = readFileSync(new URL('./catalog.sql', import.meta.url), 'utf8');

/** Reads what a database holds of ours. */
export async function readCatalog(query: Query): Promise<Catalog> {
  const rows = await query<{ kind: string; name: string; definition: string }>(statement);
  return new Map(rows.map(({ kind, name, definition }) => [`${kind} ${name}`, definition]));
}

/** The same through a connection of Postgres' driver. */
export const catalogOf = (sql: postgres.ISql): Promise<Catalog> =>
  readCatalog(async <Row>(text: string) => [...await sql.unsafe(text)] as Row[]);

/** Tells one schema from another, in sixteen letters. */
export function fingerprintOf(catalog: Catalog): string {
  const entries = [...catalog].sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 16);
}

/** Compares what the migrations made with what the sources make. */
export function differences(landed: Catalog, declared: Catalog): Difference[] {
  const keys = new Set([...landed.keys(), ...declared.keys()]);
  return [...keys].filter((key) => landed.get(key) !== declared.get(key)).sort().map((key) => {
    const [before, after] = [landed.get(key), declared.get(key)];
    return {
      kind: key.slice(0, key.indexOf(' ')),
      name: key.slice(key.indexOf(' ') + 1),
      ...before !== undefined && { landed: before },
      ...after !== undefined && { declared: after },
    };
  });
}
