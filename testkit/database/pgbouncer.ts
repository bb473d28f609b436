import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../local/stack/settings/ports.ts';
import { findAccount, giveTo } from '../../local/postgres/unprivileged.ts';

export interface PgBouncer {
  /** The target, through the pooler. */
  url: string;
  /** Another admitted connection string, through the pooler. */
  through(url: string): string;
  stop(): Promise<void>;
}

export interface PgBouncerOptions {
  /** Connection string of Postgres; its user and password are admitted. */
  target: string;
  /** The same for other logins: each has backends of its own. */
  others?: string[];
  /** Backends at most, per login. */
  poolSize?: number;
}

const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` };

/** Whether the machine has PgBouncer; tests that need it are skipped where it is not. */
export const hasPgBouncer = spawnSync('pgbouncer', ['--version'], { env }).status === 0;

/** For test titles, so that a skipped test says what to install. */
export const throughPgBouncer = hasPgBouncer
  ? 'through PgBouncer'
  : 'through PgBouncer (skipped: install the package `pgbouncer`)';

/** Starts PgBouncer in transaction mode on a free port, as an unprivileged user. */
export async function startPgBouncer(options: PgBouncerOptions): Promise<PgBouncer> {
  const { hostname, port } = new URL(options.target);
  const admitted = [options.target, ...options.others ?? []].map((url) => new URL(url));
  const home = await mkdtemp(join(tmpdir(), 'tatame-pgbouncer-'));
  const listenPort = await freePort();
  const account = await findAccount(home);
  const users = join(home, 'users.txt');
  const config = join(home, 'pgbouncer.ini');
  const logFile = join(home, 'pgbouncer.log');
  await writeFile(
    users,
    admitted.map(({ username, password }) => `"${username}" "${password}"\n`).join(''),
  );
  await writeFile(
    config,
    `[databases]
* = host=${hostname} port=${port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${options.poolSize ?? 10}
max_client_conn = 500
server_login_retry = 0.1
logfile = ${logFile}
`,
  );
  for (const path of [home, users, config]) await giveTo(account, path);

  const pooler = spawn('pgbouncer', [config], { env, ...account, cwd: home, stdio: 'ignore' });
  const gone = new Promise<void>((done) => pooler.once('close', () => done()));
  const stop = async () => {
    // SIGTERM would wait for clients on newer versions; SIGQUIT is immediate on all of them.
    pooler.kill('SIGQUIT');
    await gone;
    await rm(home, { recursive: true, force: true });
  };

  for (const deadline = Date.now() + 15_000; !(await accepts(listenPort)); await sleep(20)) {
    if (pooler.exitCode === null && Date.now() < deadline) continue;
    const log = await readFile(logFile, 'utf8').catch(() => 'it wrote no log');
    await stop();
    throw new Error(`PgBouncer did not start: ${log}`);
  }
  const through = (target: string) => {
    const url = new URL(target);
    url.port = String(listenPort);
    return url.href;
  };
  return { url: through(options.target), through, stop };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
