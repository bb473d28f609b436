import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startPostgres } from '../../local/postgres/postgres.ts';
import { migrate } from '../../local/database/migrate.ts';

/** How to reach a throw-away cluster; plain data, so that it crosses to the test workers. */
export interface Cluster {
  adminUrl: string;
  url: string;
}

export interface TestDatabase {
  /** Superuser `supabase_admin`. */
  adminUrl: string;
  /** Role `postgres`, which owns the database. */
  url: string;
  /** Role `edge`, the functions' login. */
  edgeUrl: string;
  drop(): Promise<void>;
}

const TEMPLATE = 'tatame_template';
/** What a hosted database is before the first migration. */
const EMPTY = 'tatame_empty';

/** Starts a cluster in the temporary directory, with a migrated template to clone from. */
export async function startCluster(): Promise<Cluster & { stop(): Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'tatame-test-'));
  const server = await startPostgres({ dataDir: join(home, 'postgres'), durable: false });
  const stop = async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  };
  try {
    await prepareTemplate(server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { adminUrl: server.adminUrl, url: server.url, stop };
}

/** The templates start as copies of `postgres`, which startPostgres made like a hosted database. */
async function prepareTemplate(cluster: Cluster): Promise<void> {
  await asAdmin(cluster, async (admin) => {
    for (const name of [TEMPLATE, EMPTY]) {
      await admin.unsafe(`create database ${name} template postgres owner postgres`);
    }
  });
  await migrate(onDatabase(cluster.url, TEMPLATE));
  await asAdmin(cluster, async (admin) => {
    const [edge] = await admin`select from pg_roles where rolname = 'edge'`;
    if (edge) await admin`alter role edge with password 'edge'`;
  });
}

/** Clones a template: a database of one's own in about 50 ms, migrated unless it is to be empty. */
export async function cloneDatabase(
  cluster: Cluster,
  { empty = false } = {},
): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(cluster, async (admin) => {
    await admin.unsafe(
      `create database ${name} template ${empty ? EMPTY : TEMPLATE} owner postgres`,
    );
  });
  const edge = new URL(onDatabase(cluster.url, name));
  edge.username = 'edge';
  edge.password = 'edge';
  return {
    adminUrl: onDatabase(cluster.adminUrl, name),
    url: onDatabase(cluster.url, name),
    edgeUrl: edge.href,
    drop: () =>
      asAdmin(cluster, async (admin) => {
        await admin.unsafe(`drop database if exists ${name} with (force)`);
      }),
  };
}

function onDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function asAdmin(
  cluster: Cluster,
  work: (admin: postgres.Sql) => Promise<void>,
): Promise<void> {
  const admin = postgres(cluster.adminUrl, { max: 1, onnotice: () => {} });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
