import { pathToFileURL } from 'node:url';
import { silentLog, type StackLog } from '../log/log.ts';
import { ALONE } from './alone.ts';
import { denoPath } from './deno.ts';
import type { FunctionEntry } from './discover.ts';
import { type End, type FunctionProcess, launch } from './launch.ts';
import { describeBootFault } from './reload/boot-fault.ts';

export interface Lease {
  port: number;
  /** Why the function has broken off, where it ends within a moment; undefined where it lives on. */
  fate(): Promise<End | undefined>;
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

export interface RuntimeOptions {
  /** Where what functions print goes; without it, to the log, line by line. */
  logFile?: string;
  log?: StackLog;
  /** Path of another Deno than the pinned one. */
  deno?: string;
}

interface Instance extends FunctionProcess {
  leases: number;
  retired: boolean;
}

/** A process that is ready for a request of its own and gets none is ended after this long. */
const BOREDOM_MS = 20_000;
/** How long after a connection its process may end, so that it is why the connection broke. */
const FATE_MS = 1_000;

/**
 * Runs the functions, a process for each, so that each reloads and ends alone. Processes start when
 * they are asked for; one is always ahead, which waits to be told its function.
 * @param env the functions' whole environment
 */
export function startFunctions(
  entries: FunctionEntry[],
  env: Record<string, string>,
  { logFile, log = silentLog, deno = denoPath() }: RuntimeOptions = {},
): FunctionsRuntime {
  let known = entries;
  let stopping = false;
  const processes = new Set<FunctionProcess>();
  let ahead: FunctionProcess | undefined = start();
  const running = new Map<string, Instance>();
  /** Functions that somebody has asked for, also when they did not start. */
  const wanted = new Set<string>();
  /** Why functions do not start, so that nobody reads it twice. */
  const faults = new Map<string, string>();

  function start(): FunctionProcess {
    const started = launch(deno, env, logFile, log);
    processes.add(started);
    void started.ended.then(() => {
      processes.delete(started);
      if (ahead === started) ahead = undefined;
    });
    return started;
  }

  function take(): FunctionProcess {
    const taken = ahead ?? start();
    ahead = undefined;
    // Not at once: the one that is wanted has the processor first.
    const next = () => void (stopping || (ahead ??= start()));
    taken.port.then(next, next);
    return taken;
  }

  function boot({ name, entry }: FunctionEntry): Instance {
    const instance: Instance = { ...take(), leases: 0, retired: false };
    wanted.add(name);
    running.set(name, instance);
    const single = ALONE.includes(name);
    if (single) setTimeout(() => retire(name, instance), BOREDOM_MS).unref();
    instance.boot({ name, entry: pathToFileURL(entry).href, single });
    void watch(name, instance);
    return instance;
  }

  async function watch(name: string, instance: Instance): Promise<void> {
    const started = await instance.port.then(() => true, () => false);
    if (started) faults.delete(name);
    const end = await instance.ended;
    if (running.get(name) === instance) running.delete(name);
    if (stopping) return;
    if (end.over) return log.fault(`[${name}] was ended: ${end.reason}`);
    if (started || instance.retired || faults.get(name) === end.reason) return;
    faults.set(name, end.reason);
    log.fault(`[${name}] does not start: ${describeBootFault(end.reason)}`);
  }

  /** For one request; the process for the next one boots meanwhile. */
  function bootAlone(entry: FunctionEntry): Instance {
    const { name } = entry;
    const taken = running.get(name) ?? boot(entry);
    taken.retired = true;
    running.delete(name);
    boot(entry);
    return taken;
  }

  function retire(name: string, instance: Instance | undefined): void {
    if (!instance || running.get(name) !== instance) return;
    running.delete(name);
    instance.retired = true;
    endIfUnused(instance);
  }

  function endIfUnused({ leases, retired, leave }: Instance): void {
    if (retired && leases === 0) leave();
  }

  function leaseOf(instance: Instance): Omit<Lease, 'port'> {
    instance.leases++;
    let ends: NodeJS.Timeout;
    return {
      fate: () =>
        Promise.race([
          instance.ended,
          new Promise<undefined>((done) => ends = setTimeout(done, FATE_MS, undefined)),
        ]).finally(() => clearTimeout(ends)),
      release() {
        instance.leases--;
        endIfUnused(instance);
      },
    };
  }

  return {
    async lease(name) {
      const entry = known.find((one) => one.name === name);
      if (!entry || stopping) return undefined;
      const instance = ALONE.includes(name) ? bootAlone(entry) : running.get(name) ?? boot(entry);
      const lease = leaseOf(instance);
      try {
        return { port: await instance.port, ...lease };
      } catch (error) {
        lease.release();
        throw new Error(describeBootFault((error as Error).message));
      }
    },
    async reload(next, changed) {
      known = next;
      for (const { name } of changed) retire(name, running.get(name));
      const again = changed.filter(({ name }) => wanted.has(name));
      const ports = again.map((entry) => boot(entry).port);
      const booted = await Promise.all(ports.map((port) => port.then(() => true, () => false)));
      return again.filter((_, index) => booted[index]).map(({ name }) => name);
    },
    async stop() {
      stopping = true;
      const ended = [...processes].map((one) => {
        one.kill();
        return one.ended;
      });
      await Promise.all(ended);
    },
  };
}
