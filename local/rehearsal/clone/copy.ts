import postgres from 'postgres';
import { pipeline } from 'node:stream/promises';
import { closeReferences } from './references.ts';
import { type CopyRows, SCHEMAS, tablesIn } from './tables.ts';

/**
 * Fills a database that has the schema of the source with its rows, or with some of each table and
 * whatever these refer to. Nothing is asked on the way in: no trigger, no check of references.
 *
 * @param source one transaction, so that everything is of one moment; nothing is written there
 * @param clone the superuser's URL of it
 * @param sample rows of each table, at least; all without it
 */
export async function copyRows(
  source: postgres.ISql,
  clone: string,
  sample: number | undefined,
): Promise<void> {
  const into = postgres(clone, { max: 1, prepare: false, onnotice: () => {} });
  try {
    await into`set session_replication_role = replica`;
    const tables = await tablesIn(into);
    // The migrations have put rows of their own there.
    await into.unsafe(tables.map(({ name }) => `delete from ${name};`).join('\n'));
    const copy: CopyRows = async ({ name, columns }, rest) => {
      const query = `copy (select ${columns} from ${name} ${rest}) to stdout`;
      const rows = await source.unsafe(query).readable();
      await pipeline(rows, await into.unsafe(`copy ${name} (${columns}) from stdin`).writable());
      // postgres.js 3.4.9 leaves its socket paused where the last piece filled the buffer.
      rows._read(0);
    };
    for (const table of tables) await copy(table, sample === undefined ? '' : `limit ${sample}`);
    if (sample !== undefined) await closeReferences(into, tables, copy);
    await copySequences(source, into);
  } finally {
    await into.end({ timeout: 1 });
  }
}

async function copySequences(source: postgres.ISql, into: postgres.Sql): Promise<void> {
  const sequences = await source<{ name: string; last: string }[]>`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as last
    from pg_sequences where schemaname = any(${SCHEMAS}) and last_value is not null`;
  for (const { name, last } of sequences) {
    await into`select setval(${name}::regclass, ${last}::bigint)`;
  }
}
