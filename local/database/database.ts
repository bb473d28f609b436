import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { migrate } from './migrate.ts';
import type { Outages } from '../postgres/keep-running.ts';
import { type LocalPostgres, startPostgres } from '../postgres/postgres.ts';
import type { Secrets } from '../stack/secrets.ts';

/** Postgres on the preferred port, or on a free one if that is taken. */
export async function startDatabase(
  dataDir: string,
  preferred: number,
  outages: Outages,
): Promise<LocalPostgres> {
  const home = join(dataDir, 'postgres');
  try {
    return await startPostgres({ dataDir: home, port: preferred || undefined, outages });
  } catch (error) {
    if (!/could not bind/.test(String(error))) throw error;
    return await startPostgres({ dataDir: home, outages });
  }
}

/** Applies the migrations and lets the functions' role log in. */
export async function prepareDatabase(server: LocalPostgres, secrets: Secrets): Promise<string[]> {
  const { applied } = await migrate(server.url);
  const admin = postgres(server.adminUrl, { max: 1, onnotice: () => {} });
  try {
    await admin.unsafe(`alter role edge with password '${secrets.edgePassword}'`);
  } finally {
    await admin.end();
  }
  return applied;
}

/** The URL of the same database for another login. */
export function loginUrl(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.href;
}

/** Calls back when a migration, here or elsewhere, has changed tables (PostgREST's convention). */
export async function onSchemaChange(
  url: string,
  forget: () => void,
): Promise<() => Promise<void>> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql.listen('pgrst', forget);
  return () => sql.end({ timeout: 1 });
}

/** Runs the work once per data directory; interrupted work is done again. */
export async function once(
  dataDir: string,
  what: string,
  work: () => Promise<void>,
): Promise<void> {
  const marker = join(dataDir, `postgres.${what}`);
  if (await access(marker).then(() => true, () => false)) return;
  await work();
  await writeFile(marker, new Date().toISOString());
}
