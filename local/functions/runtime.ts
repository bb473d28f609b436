import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { endWithUs } from '../stack/processes/children.ts';
import { PROJECT_ROOT } from '../stack/settings/state.ts';
import { silentLog, type StackLog } from '../log/log.ts';
import { describeBootFault } from './reload/boot-fault.ts';
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
  /**
   * Boots functions anew, those at once that have run before; requests in flight finish on the old
   * code.
   *
   * @param known every function there is now
   * @param changed the ones whose code is another
   * @returns the names of those that run again; why another does not is in the log
   */
  reload(known: FunctionEntry[], changed: FunctionEntry[]): Promise<string[]>;
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
 * @param logFile where their standard error goes; without one, to the log, line by line
 */
export function startFunctions(
  entries: FunctionEntry[],
  env: Record<string, string>,
  logFile?: string,
  log: StackLog = silentLog,
): FunctionsRuntime {
  let known = entries;
  let deno = launch();
  let lastWorker = 0;
  let stopping = false;
  const running = new Map<string, Instance>();
  /** Functions that somebody has asked for, also when they did not start. */
  const wanted = new Set<string>();
  /** Why functions do not start, so that nobody reads it twice. */
  const faults = new Map<string, string>();
  const byWorker = new Map<number, Instance>();

  function launch(): ChildProcess {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    const config = join(PROJECT_ROOT, 'deno.json');
    const file = logFile ? openSync(logFile, 'a') : undefined;
    const flags = ['--quiet', '--no-prompt', '--no-lock', '--allow-all', '--no-check'];
    const child = spawn(denoPath(), ['run', ...flags, `--config=${config}`, main], {
      cwd: PROJECT_ROOT,
      env: { ...toolchainEnv(), NO_COLOR: '1', ...env },
      stdio: ['pipe', 'pipe', file ?? 'pipe'],
      // Ctrl-C must reach only the stack; should the stack be killed, the closed pipe ends this.
      detached: true,
    });
    endWithUs(child, 'SIGKILL');
    if (file !== undefined) closeSync(file);
    if (child.stderr) createInterface({ input: child.stderr }).on('line', log.printed);
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
      settle = { ready, gone: (reason) => fail(new Error(describeBootFault(reason))) };
    });
    port.catch((error: Error) => {
      if (instance.retired || stopping || faults.get(name) === error.message) return;
      faults.set(name, error.message);
      log.fault(`[${name}] does not start: ${error.message}`);
    });
    port.then(() => faults.delete(name), () => {});
    wanted.add(name);
    const instance = { worker, port, settle, leases: 0, retired: false };
    running.set(name, instance);
    byWorker.set(worker, instance);
    tell({ do: 'boot', worker, name, entry: pathToFileURL(entry).href });
    return instance;
  }

  function retireIfUnused({ worker, leases, retired }: Instance): void {
    if (retired && leases === 0) tell({ do: 'retire', worker });
  }

  function replace(name: string): void {
    const instance = running.get(name);
    if (!instance) return;
    running.delete(name);
    instance.retired = true;
    // Whoever waits for it still gets it; nobody else may wait for what will never report.
    if (instance.leases === 0) instance.settle.gone('It was replaced.');
    retireIfUnused(instance);
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
    async reload(next, changed) {
      known = next;
      for (const { name } of changed) replace(name);
      const again = changed.filter(({ name }) => wanted.has(name));
      const ports = again.map((entry) => boot(entry).port);
      const booted = await Promise.all(ports.map((port) => port.then(() => true, () => false)));
      return again.filter((_, index) => booted[index]).map(({ name }) => name);
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
