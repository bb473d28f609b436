import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { freePort } from '../stack/settings/ports.ts';
import { endWithUs } from '../stack/processes/children.ts';
import { findBinaries, type PostgresBinaries } from './binaries.ts';
import { keepRunning, type Outages } from './keep-running.ts';
import { reap } from '../stack/processes/processes.ts';
import { type Command, findAccount, giveTo, runAs } from './unprivileged.ts';

export interface PostgresOptions {
  /** Where the cluster lives; made on the first start. */
  dataDir: string;
  /** Without one the operating system chooses. */
  port?: number;
  /** False trades crash safety for speed: for clusters that are thrown away. Default true. */
  durable?: boolean;
  /** Starts a server that ends by itself again, and is told of it; without it, it stays down. */
  outages?: Outages;
}

export interface LocalPostgres {
  port: number;
  /** Superuser `supabase_admin`. Tests and the local stack only; hosted Supabase gives no such user. */
  adminUrl: string;
  /** Role `postgres` as the hosted platform gives it: may create and bypass RLS, is no superuser. */
  url: string;
  /** True when this start created the cluster. */
  fresh: boolean;
  stop(): Promise<void>;
}

const PASSWORD = 'postgres';

/** The same database for the superuser of a server that was started here; on others it is nobody. */
export function adminOf(url: string): string {
  const changed = new URL(url);
  changed.username = 'supabase_admin';
  changed.password = PASSWORD;
  return changed.href;
}

const START_DEADLINE_MS = 30_000;

/**
 * Starts Postgres 17 on the loopback interface with the roles and rights of a hosted Supabase
 * project. A server that a killed run left on the same directory is ended first.
 *
 * @throws when the server does not become ready; the message ends with the tail of its log
 */
export async function startPostgres(options: PostgresOptions): Promise<LocalPostgres> {
  const dataDir = resolve(options.dataDir);
  const binaries = await findBinaries();
  await mkdir(dirname(dataDir), { recursive: true });
  await reapOrphan(dataDir);
  const fresh = await access(join(dataDir, 'PG_VERSION')).then(() => false, () => true);
  if (fresh) await createCluster(binaries, dataDir);

  const { server, port } = await launchOnPort(binaries, dataDir, options);
  const durable = options.durable ?? true;
  const keeper = options.outages && keepRunning(server, {
    launch: () => launch(binaries, dataDir, port, durable),
    lastWords: () => lastWords(dataDir),
    outages: options.outages,
  });
  const address = `127.0.0.1:${port}/postgres`;
  return {
    port,
    fresh,
    adminUrl: `postgresql://supabase_admin:${PASSWORD}@${address}`,
    url: `postgresql://postgres:${PASSWORD}@${address}`,
    stop: async () => stopServer(await keeper?.release() ?? server),
  };
}

/**
 * Builds the cluster beside its final place and moves it there last, so that an interrupted first
 * start leaves nothing that looks finished.
 */
async function createCluster(binaries: PostgresBinaries, dataDir: string): Promise<void> {
  const building = `${dataDir}.new`;
  const passwordFile = `${dataDir}.password`;
  await reapOrphan(building);
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { mode: 0o700 });
  const account = await findAccount(building);
  await giveTo(account, building);
  await writeFile(passwordFile, PASSWORD, { mode: 0o600 });
  await giveTo(account, passwordFile);
  try {
    const flags = [
      `--pgdata=${building}`,
      '--username=supabase_admin',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
      '--no-instructions',
    ];
    await run(await runAs(account, binaries.initdb, flags, [building]));
  } finally {
    await rm(passwordFile, { force: true });
  }

  const { server, port } = await launchOnPort(binaries, building, { durable: false });
  try {
    const admin = postgres(`postgresql://supabase_admin:${PASSWORD}@127.0.0.1:${port}/postgres`, {
      max: 1,
      onnotice: () => {},
    });
    for (const script of ['roles', 'database', 'auth']) {
      await admin.file(fileURLToPath(new URL(`./${script}.sql`, import.meta.url)))
        .simple();
    }
    await admin.unsafe('alter database postgres owner to postgres');
    await admin.end();
  } finally {
    await stopServer(server);
  }
  await rename(building, dataDir);
}

/** Between asking for a free port and binding it another process may take it: ask again. */
async function launchOnPort(
  binaries: PostgresBinaries,
  dataDir: string,
  options: { port?: number; durable?: boolean },
): Promise<{ server: ChildProcess; port: number }> {
  for (let attempt = 1;; attempt++) {
    const port = options.port ?? await freePort();
    try {
      return { port, server: await launch(binaries, dataDir, port, options.durable ?? true) };
    } catch (error) {
      const taken = error instanceof Error && /could not bind/.test(error.message);
      if (!taken || options.port || attempt === 5) throw error;
    }
  }
}

async function launch(
  binaries: PostgresBinaries,
  dataDir: string,
  port: number,
  durable: boolean,
): Promise<ChildProcess> {
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_preload_libraries: 'pg_stat_statements',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(!durable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(`${dataDir}.log`, 'w');
  const account = await findAccount(dataDir);
  const command = await runAs(account, binaries.postgres, ['-D', dataDir, ...flags], [dataDir]);
  const server = spawn(command.file, command.args, {
    uid: command.uid,
    gid: command.gid,
    stdio: ['ignore', log, log],
    // Its own process group: Ctrl-C must reach only the stack, which stops its parts in order.
    detached: true,
    env: { ...process.env, LC_ALL: 'C' },
  });
  closeSync(log);
  server.once('error', () => {});
  // An immediate shutdown: nothing that was committed is lost.
  endWithUs(server, 'SIGQUIT');

  const deadline = Date.now() + START_DEADLINE_MS;
  while (Date.now() < deadline && server.exitCode === null && server.pid) {
    const status = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '');
    const lines = status.split('\n');
    if (lines[0] === String(server.pid) && lines[7]?.trim() === 'ready') return server;
    await sleep(10);
  }
  await stopServer(server);
  throw new Error(`Postgres did not start on port ${port}:\n${await lastWords(dataDir)}`);
}

/** The end of the server's log. */
async function lastWords(dataDir: string): Promise<string> {
  const text = await readFile(`${dataDir}.log`, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-8).join('\n');
}

/** A fast shutdown: open transactions are rolled back, everything committed is on disk. */
async function stopServer(server: ChildProcess): Promise<void> {
  if (!server.pid || server.exitCode !== null || server.signalCode !== null) return;
  const exited = new Promise<void>((done) => server.once('exit', () => done()));
  server.kill('SIGINT');
  const impatient = setTimeout(() => server.kill('SIGQUIT'), 10_000);
  await exited;
  clearTimeout(impatient);
}

/** Ends the server that a killed run left on the directory, if there is one. */
export async function reapOrphan(dataDir: string): Promise<void> {
  const pidFile = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(pidFile.split('\n')[0]);
  if (pid > 0) await reap(pid, dataDir);
}

function run({ file, args, uid, gid }: Command): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(file, args, { uid, gid, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk));
    child.once('error', fail);
    child.once('close', (code) => code === 0 ? done() : fail(new Error(`${file}: ${stderr}`)));
  });
}
