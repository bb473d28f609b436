import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../../../src/legacy/report/report.ts';

const workerFile = fileURLToPath(new URL('./import-worker.ts', import.meta.url));

export interface ImportOrder {
  from: string;
  url: string;
  resume: boolean;
}

const start = ({ from, url, resume }: ImportOrder): ChildProcess =>
  fork(workerFile, [from, url, resume ? 'resume' : 'anew'], { execArgv: ['--import', 'tsx'] });

/** Imports in a process of its own; answers the report, and its peak memory in kilobytes. */
export async function importApart(
  order: ImportOrder,
): Promise<{ report: Report; peakKb: number; ms: number }> {
  const child = start(order);
  const began = performance.now();
  let said: { report: Report; peakKb: number } | undefined;
  child.on('message', (told: { report?: Report; peakKb?: number }) => {
    if (told.report) said = told as { report: Report; peakKb: number };
  });
  const [code] = await once(child, 'exit') as [number | null];
  if (code !== 0 || !said) throw new Error(`The import ended with ${code}`);
  return { ...said, ms: performance.now() - began };
}

/** Imports until a moment after it has said something, and is killed; answers whether it was. */
export async function importKilled(order: ImportOrder, afterMs: number): Promise<boolean> {
  const child = start(order);
  child.once('message', () => setTimeout(() => child.kill('SIGKILL'), afterMs));
  const [, signal] = await once(child, 'exit') as [number | null, string | null];
  return signal === 'SIGKILL';
}
