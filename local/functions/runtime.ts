import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PROJECT_ROOT } from '../stack/state.ts';
import { denoPath } from './deno.ts';
import type { FunctionEntry } from './discover.ts';
import type { Command, Report } from './protocol.ts';

export interface Lease {
  port: number;
  /** Must be called when the request is over: code that was replaced ends with its last lease. */
  release(): void;
}

export interface FunctionsRuntime {
  /**
   * The port to send one request for a function to; the function boots if it does not run yet.
   * @returns undefined for a name that is no function
   * @throws when the function does not boot; the message is its own error
   */
  lease(name: string): Promise<Lease | undefined>;
  /** Every function boots anew at its next request; requests in flight finish on the old code. */
  reload(entries: FunctionEntry[]): void;
  stop(): Promise<void>;
}

interface Instance {
  worker: number;
  port: Promise<number>;
  leases: number;
  retired: boolean;
  settle: { ready(port: number): void; gone(reason: string): void };
}

/**
 * Runs the functions in one Deno process, a worker for each. The process starts at once, workers
 * when they are asked for.
 *
 * @param env the functions' whole environment
 * @param logFile where their standard error goes; without one, to this process's
 */
export function startFunctions(
  entries: FunctionEntry[],
  env: Record<string, string>,
  logFile?: string,
): FunctionsRuntime {
  let known = entries;
  let deno = launch();
  let lastWorker = 0;
  let stopping = false;
  const running = new Map<string, Instance>();
  const byWorker = new Map<number, Instance>();

  function launch(): ChildProcess {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    const config = join(PROJECT_ROOT, 'deno.json');
    const log = logFile ? openSync(logFile, 'a') : undefined;
    const flags = ['--quiet', '--no-prompt', '--no-lock', '--allow-all', '--no-check'];
    const child = spawn(denoPath(), ['run', ...flags, `--config=${config}`, main], {
      cwd: PROJECT_ROOT,
      env: { ...toolchainEnv(), ...env },
      stdio: ['pipe', 'pipe', log ?? 'inherit'],
      // Ctrl-C must reach only the stack; should the stack be killed, the closed pipe ends this.
      detached: true,
    });
    if (log !== undefined) closeSync(log);
    child.stdin?.on('error', () => {});
    createInterface({ input: child.stdout! }).on('line', (line) => hear(JSON.parse(line)));
    child.once('exit', () => child === deno && lose('The functions runtime ended unexpectedly.'));
    return child;
  }

  function hear(report: Report): void {
    const instance = byWorker.get(report.worker);
    if (report.is === 'ready') return instance?.settle.ready(report.port);
    instance?.settle.gone(report.reason);
    forget(report.worker);
  }

  function forget(worker: number): void {
    byWorker.delete(worker);
    for (const [name, instance] of running) if (instance.worker === worker) running.delete(name);
  }

  function lose(reason: string): void {
    for (const instance of byWorker.values()) instance.settle.gone(reason);
    running.clear();
    byWorker.clear();
  }

  const tell = (command: Command) => deno.stdin?.write(JSON.stringify(command) + '\n');

  function boot({ name, entry }: FunctionEntry): Instance {
    if (deno.exitCode !== null || deno.signalCode !== null) deno = launch();
    const worker = ++lastWorker;
    let settle!: Instance['settle'];
    const port = new Promise<number>((ready, fail) => {
      settle = { ready, gone: (reason) => fail(new Error(reason)) };
    });
    port.catch(() => {});
    const instance = { worker, port, settle, leases: 0, retired: false };
    running.set(name, instance);
    byWorker.set(worker, instance);
    tell({ do: 'boot', worker, name, entry: pathToFileURL(entry).href });
    return instance;
  }

  function retireIfUnused({ worker, leases, retired }: Instance): void {
    if (retired && leases === 0) tell({ do: 'retire', worker });
  }

  return {
    async lease(name) {
      const entry = known.find((one) => one.name === name);
      if (!entry || stopping) return undefined;
      const instance = running.get(name) ?? boot(entry);
      instance.leases++;
      const release = () => {
        instance.leases--;
        retireIfUnused(instance);
      };
      try {
        return { port: await instance.port, release };
      } catch (error) {
        release();
        throw error;
      }
    },
    reload(next) {
      known = next;
      const replaced = [...running.values()];
      running.clear();
      for (const instance of replaced) {
        instance.retired = true;
        retireIfUnused(instance);
      }
    },
    async stop() {
      stopping = true;
      if (deno.exitCode !== null || deno.signalCode !== null) return;
      const exited = new Promise<void>((done) => deno.once('exit', () => done()));
      deno.stdin?.end();
      const impatient = setTimeout(() => deno.kill('SIGKILL'), 3_000);
      await exited;
      clearTimeout(impatient);
    },
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
