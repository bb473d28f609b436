import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startPostgres } from '../../local/postgres/postgres.ts';
import { addClaimsKey } from '../../local/database/claims-keys.ts';
import { loginUrl, prepareLogins } from '../../local/database/logins.ts';
import { migrate } from '../../local/database/migrate.ts';

/** How to reach a throw-away cluster; plain data, so that it crosses to the test workers. */
export interface Cluster {
  adminUrl: string;
  url: string;
  /** Where it keeps its files, which go with it. */
  home: string;
}

export interface TestDatabase {
  /** Superuser `supabase_admin`. */
  adminUrl: string;
  /** Role `postgres`, which owns the database. */
  url: string;
  /** Role `edge`, the login of the caller's door. */
  edgeUrl: string;
  /** Role `edge_system`, the login of the system's door. */
  systemUrl: string;
  drop(): Promise<void>;
}

const TEMPLATE = 'tatame_template';
/** What a hosted database is before the first migration. */
const EMPTY = 'tatame_empty';

/** What test databases believe claims by. */
export const SIGNING_KEY = 'a key for tests, 32 bytes or more';

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
  return { adminUrl: server.adminUrl, url: server.url, home, stop };
}

/** The templates start as copies of `postgres`, which startPostgres made like a hosted database. */
async function prepareTemplate(cluster: Pick<Cluster, 'adminUrl' | 'url'>): Promise<void> {
  await asAdmin(cluster, async (admin) => {
    for (const name of [TEMPLATE, EMPTY]) {
      await admin.unsafe(`create database ${name} template postgres owner postgres`);
    }
  });
  await migrate(onDatabase(cluster.url, TEMPLATE));
  await connected(onDatabase(cluster.url, TEMPLATE), async (owner) => {
    await prepareLogins(owner, { edge: 'edge', edge_system: 'edge_system' });
    await addClaimsKey(owner, SIGNING_KEY);
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
    // A clone has none of the template's own rights.
    await admin.unsafe(`revoke temporary on database ${name} from public`);
  });
  const url = onDatabase(cluster.url, name);
  return {
    adminUrl: onDatabase(cluster.adminUrl, name),
    url,
    edgeUrl: loginUrl(url, 'edge', 'edge'),
    systemUrl: loginUrl(url, 'edge_system', 'edge_system'),
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

const asAdmin = (
  { adminUrl }: Pick<Cluster, 'adminUrl'>,
  work: (admin: postgres.Sql) => Promise<void>,
) => connected(adminUrl, work);

/** Works on a connection of its own. */
export async function connected(
  url: string,
  work: (sql: postgres.Sql) => Promise<void>,
): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
