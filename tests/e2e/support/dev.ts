import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { expect, vi } from 'vitest';
import { commandLine } from '../../../local/stack/processes/processes.ts';
import { PROJECT_ROOT, type Running } from '../../../local/stack/settings/state.ts';

export interface Dev {
  child: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
}

/** The environment of a stack on a directory of its own; `more` may set its ports. */
export const devEnv = (dataDir: string, more: Record<string, string> = {}) => ({
  ...process.env,
  TATAME_DATA_DIR: dataDir,
  TATAME_API_PORT: '0',
  TATAME_DB_PORT: '0',
  TATAME_STUDIO_PORT: '0',
  TATAME_CONSOLE_PORT: '0',
  // Vitest itself runs below npm, which the stack would follow.
  npm_lifecycle_event: '',
  ...more,
});

/**
 * Starts the command of `npm run dev`.
 * @param throughNpm as a newcomer types it, with npm and the whole group at once to be signalled
 */
export function startDev(env: NodeJS.ProcessEnv, throughNpm = false): Dev {
  const [file, args] = throughNpm
    ? ['npm', ['run', 'dev']] as const
    : [process.execPath, ['--import', 'tsx', 'local/commands/dev.ts']] as const;
  const child = spawn(file, args, {
    cwd: PROJECT_ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: throughNpm,
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return { child, output: () => output };
}

export const hasEnded = ({ child }: Pick<Dev, 'child'>): boolean =>
  child.exitCode !== null || child.signalCode !== null;

/** Resolves when it is up, or has ended instead. */
export const isUp = (dev: Dev): Promise<void> =>
  vi.waitFor(() => {
    if (!hasEnded(dev)) expect(dev.output()).toMatch(/^curl .*\n/m);
  }, { timeout: 60_000, interval: 50 });

export const ended = (dev: Pick<Dev, 'child'>, timeout = 20_000): Promise<void> =>
  vi.waitFor(() => expect(hasEnded(dev)).toBe(true), { timeout });

export async function readRunning(dataDir: string): Promise<Running> {
  return JSON.parse(await readFile(join(dataDir, 'running.json'), 'utf8')) as Running;
}

export async function postmasterOf(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** The command lines, of all processes there are, that name the directory. */
export function processesOn(dataDir: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
  return pids.map(commandLine).filter((line) => line.includes(dataDir));
}
