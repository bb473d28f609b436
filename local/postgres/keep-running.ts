import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Outages {
  /** The server ended by itself and is started again; `why` is one line. */
  down(why: string): void;
  up(): void;
  /** It could not be started again, and nobody tries any more. */
  lost(why: string): void;
}

interface Keeping {
  launch(): Promise<ChildProcess>;
  /** The end of the server's log. */
  lastWords(): Promise<string>;
  outages: Outages;
}

const PAUSE_MS = 500;
/** How long it is tried; a full disk is waited for, because only people can empty it. */
const PATIENCE_MS = 10_000;

/**
 * Starts a server again whenever it ends without having been asked to.
 *
 * @returns `release` stops that and resolves to the server that runs now, if one does
 */
export function keepRunning(
  first: ChildProcess,
  { launch, lastWords, outages }: Keeping,
): { release(): Promise<ChildProcess | undefined> } {
  let current: ChildProcess | undefined;
  let released = false;
  let restarting: Promise<void> | undefined;

  function keep(server: ChildProcess): void {
    current = server;
    const onExit = (_code: number | null, signal: string | null) => {
      current = undefined;
      if (!released) restarting = restart(signal).finally(() => restarting = undefined);
    };
    if (server.exitCode === null && server.signalCode === null) server.once('exit', onExit);
    else onExit(server.exitCode, server.signalCode);
  }

  async function restart(signal: string | null): Promise<void> {
    outages.down(signal ? `was ended by ${signal}` : reasonIn(await lastWords()));
    let deadline = Date.now() + PATIENCE_MS;
    while (!released) {
      try {
        keep(await launch());
        return outages.up();
      } catch (error) {
        const text = String(error);
        if (/No space left/.test(text)) deadline = Date.now() + PATIENCE_MS;
        if (Date.now() > deadline) {
          outages.lost(reasonIn(text));
          return;
        }
        await sleep(PAUSE_MS);
      }
    }
  }

  keep(first);
  return {
    async release() {
      released = true;
      await restarting;
      return current;
    },
  };
}

/** The line of a server's log that says why it ended. */
function reasonIn(log: string): string {
  const lines = log.trim().split('\n');
  const grave = lines.find((line) => /PANIC|FATAL/.test(line)) ?? lines.at(-1) ?? '';
  return grave.replace(/^.*?(PANIC|FATAL): */, '');
}
