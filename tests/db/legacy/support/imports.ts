import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../../../src/legacy/report/report.ts';

const fileAt = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const command = fileAt('../../../../local/commands/import.ts');
const watch = ['--expose-gc', '--import', fileAt('./watch-memory.ts')];

export interface ImportOrder {
  from: string;
  url: string;
  resume?: boolean;
}

/** `npm run import`, as a process that can be killed. */
const start = ({ from, url, resume }: ImportOrder, options: readonly string[] = []): ChildProcess =>
  spawn(process.execPath, [
    ...['--import', 'tsx', ...options, command, '--from', from, '--json'],
    ...['--timezone', 'America/Sao_Paulo', ...resume ? ['--resume'] : []],
  ], { env: { ...process.env, DATABASE_URL: url }, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });

export interface Finished {
  report: Report;
  ms: number;
  /** What it held at most, in bytes, and what the kernel saw of it, where that was asked for. */
  held: number;
  peakKb: number;
}

/** Imports to the end. */
export async function importApart(
  order: ImportOrder,
  { watched = false } = {},
): Promise<Finished> {
  const child = start(order, watched ? watch : []);
  const began = performance.now();
  const [json, errors, memory] = await Promise.all(
    [1, 2, 3].map((stream) => text(child.stdio[stream] as NodeJS.ReadableStream)),
  );
  // There are bad rows: it says that not all is well.
  if (child.exitCode === null) await once(child, 'close');
  if (child.exitCode !== 1 || !json) throw new Error(`The import ended otherwise: ${errors}`);
  const ms = performance.now() - began;
  return { report: JSON.parse(json), ms, held: 0, peakKb: 0, ...memory && JSON.parse(memory) };
}

/** Imports until a moment after it has begun, and is killed; answers whether it was. */
export async function importKilled(order: ImportOrder, afterMs: number): Promise<boolean> {
  const child = start(order);
  child.stdout!.resume();
  child.stderr!.once('data', () => setTimeout(() => child.kill('SIGKILL'), afterMs));
  const [, signal] = await once(child, 'close') as [number | null, string | null];
  return signal === 'SIGKILL';
}
