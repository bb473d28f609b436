import { PGlite } from '@electric-sql/pglite';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { uuid_ossp } from '@electric-sql/pglite/contrib/uuid_ossp';
import { vector } from '@electric-sql/pglite/vector';
import { readFile } from 'node:fs/promises';

const extensions = { pgcrypto, uuid_ossp, vector };

/**
 * Starts Postgres 17 in WebAssembly with pgvector, which the embedded server does not have, and with
 * what a hosted database has before the first migration, as far as this one engine can: everybody
 * is the superuser `postgres`.
 */
export async function startInMemory(): Promise<PGlite> {
  const engine = await PGlite.create({ extensions });
  for (const name of ['roles', 'database', 'auth']) {
    const script = await readFile(new URL(`./${name}.sql`, import.meta.url), 'utf8');
    await engine.exec(
      script
        .replace(/create role postgres [^;]*;/, '')
        .replace(/create extension pg_stat_statements[^;]*;/, ''),
    );
  }
  return engine;
}

/** Starts another one from what `dumpDataDir` made of one, which takes a fraction of the time. */
export const startFromDump = (dump: Blob): Promise<PGlite> =>
  PGlite.create({ extensions, loadDataDir: dump });
