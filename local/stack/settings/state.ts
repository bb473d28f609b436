import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT_ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** What `npm run status` prints; the names are those of `supabase status -o json`. */
export interface Status {
  api_url: string;
  db_url: string;
  studio_url: string;
  /** Opens the developer console: the link holds what lets this machine's browser in. */
  console_url: string;
  publishable_key: string;
  secret_key: string;
  functions: string[];
  people: { email: string; password: string; role: string; gym: string }[];
  front_desk: { gym: string; name: string; token: string; pin: string };
}

/** What a running stack leaves in its data directory for the other commands to find. */
export interface Running {
  pid: number;
  /** Chosen anew at every start; the gateway repeats it, so a reused pid or port is told apart. */
  instance: string;
  /** The gateway, as this machine reaches it. */
  localUrl: string;
  status: Status;
}

const runningFile = (dataDir: string) => join(dataDir, 'running.json');

export const writeRunning = (dataDir: string, running: Running): Promise<void> =>
  writeJson(runningFile(dataDir), running);

export const clearRunning = (dataDir: string): Promise<void> =>
  rm(runningFile(dataDir), { force: true });

/** The stack that is up on this data directory, proved by asking it; else undefined. */
export async function findRunning(dataDir: string): Promise<Running | undefined> {
  const running = await readJson<Running>(runningFile(dataDir));
  if (!running) return undefined;
  try {
    const answer = await fetch(running.localUrl, { signal: AbortSignal.timeout(2_000) });
    const { instance } = await answer.json() as { instance?: string };
    return instance === running.instance ? running : undefined;
  } catch {
    return undefined;
  }
}

export async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/** Written beside its place and moved there, so that a reader never meets half a file. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await mkdir(resolve(path, '..'), { recursive: true });
  await writeFile(`${path}.new`, JSON.stringify(value, null, 2), { mode: 0o600 });
  await rename(`${path}.new`, path);
}
