import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { StackLog } from '../log/log.ts';
import { endWithUs } from '../stack/processes/children.ts';
import { PROJECT_ROOT } from '../stack/settings/state.ts';
import type { Boot, Order, Report } from './process/protocol.ts';

/** How a process ended. */
export interface End {
  reason: string;
  /** Whether it was at a limit of the platform. */
  over: boolean;
}

/** A process of Deno's that serves one function. */
export interface FunctionProcess {
  /** Where it serves; rejects with why it does not start, as Deno says it. */
  port: Promise<number>;
  ended: Promise<End>;
  boot(order: Omit<Boot, 'is'>): void;
  /** Lets it end what it does in the background, for a while. */
  leave(): void;
  kill(): void;
}

/** How long background work may go on in a process that gets no more requests. */
const LEAVE_MS = 5_000;

const FLAGS = [
  ...['--quiet', '--no-prompt', '--no-lock', '--allow-all', '--no-check'],
  // Garbage is collected well before it would count as memory in use.
  '--v8-flags=--max-old-space-size=160',
  `--config=${join(PROJECT_ROOT, 'deno.json')}`,
];

/**
 * Starts a process, which waits to be told its function.
 * @param deno path of the executable
 * @param env the function's whole environment
 * @param logFile where its standard error goes; without one, to the log, line by line
 */
export function launch(
  deno: string,
  env: Record<string, string>,
  logFile: string | undefined,
  log: StackLog,
): FunctionProcess {
  const file = logFile ? openSync(logFile, 'a') : undefined;
  const main = fileURLToPath(new URL('./process/process.ts', import.meta.url));
  const child = spawn(deno, ['run', ...FLAGS, main], {
    cwd: PROJECT_ROOT,
    env: { ...toolchainEnv(), NO_COLOR: '1', ...env },
    stdio: ['pipe', 'pipe', file ?? 'pipe'],
    // Ctrl-C must reach only the stack; should the stack be killed, the closed pipe ends this.
    detached: true,
  });
  endWithUs(child, 'SIGKILL');
  if (file !== undefined) closeSync(file);
  if (child.stderr) createInterface({ input: child.stderr }).on('line', log.printed);
  child.stdin!.on('error', () => {});
  return follow(child);
}

function follow(child: ChildProcess): FunctionProcess {
  let killed = false;
  let ready: (port: number) => void;
  const ended = new Promise<End>((end) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const report = JSON.parse(line) as Report;
      if (report.is === 'ready') ready(report.port);
      else end({ reason: report.reason, over: report.is === 'over' });
    });
    child.once('error', ({ message }) => end({ reason: message, over: false }));
    child.once('close', (_code, signal) => {
      // V8 ends a process without a word when its heap is full.
      const full = signal !== null && !(killed && signal === 'SIGKILL');
      end({ reason: full ? 'too much memory' : 'its process ended', over: full });
    });
  });
  const port = new Promise<number>((resolve, reject) => {
    ready = resolve;
    void ended.then(({ reason }) => reject(new Error(reason)));
  });
  port.catch(() => {});
  const order = (what: Order) => void child.stdin!.write(JSON.stringify(what) + '\n');
  const kill = () => {
    killed = true;
    child.kill('SIGKILL');
  };
  return {
    port,
    ended,
    boot: (what) => order({ is: 'boot', ...what }),
    leave() {
      order({ is: 'leave' });
      const late = setTimeout(kill, LEAVE_MS).unref();
      void ended.then(() => clearTimeout(late));
    },
    kill,
  };
}

/** Functions see the environment they are given and what Deno itself needs, not the developer's. */
function toolchainEnv(): Record<string, string> {
  const wanted =
    /^(PATH|HOME|TMPDIR|LANG|DENO_DIR|DENO_CERT|DENO_TLS_CA_STORE|NPM_CONFIG_.*|.*_PROXY)$/i;
  return Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] =>
      wanted.test(pair[0]) && pair[1] !== undefined
    ),
  );
}
