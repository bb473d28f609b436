import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { addClaimsKey } from './claims-keys.ts';
import { prepareLogins } from './logins.ts';
import { migrate } from './migrate.ts';
import type { Outages } from '../postgres/keep-running.ts';
import { type LocalPostgres, startPostgres } from '../postgres/postgres.ts';
import type { Secrets } from '../stack/settings/secrets.ts';

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

/** Applies the migrations, lets the functions log in and believes what they sign. */
export async function prepareDatabase(server: LocalPostgres, secrets: Secrets): Promise<string[]> {
  const { applied } = await migrate(server.url);
  const owner = postgres(server.url, { max: 1, onnotice: () => {} });
  try {
    await prepareLogins(owner, {
      edge: secrets.edgePassword,
      edge_system: secrets.edgeSystemPassword,
    });
    await addClaimsKey(owner, secrets.claimsSigningKey);
  } finally {
    await owner.end();
  }
  return applied;
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
