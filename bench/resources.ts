import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, startStack } from '../local/stack/stack.ts';
import { cloneDatabase, startCluster, type TestDatabase } from '../testkit/database/cluster.ts';

/**
 * What suites run on, started when one asks for it and stopped by `close`. Everything is thrown
 * away afterwards and listens on ports that the operating system chooses.
 */
export class Resources {
  readonly #undo: (() => unknown)[] = [];
  #cluster: ReturnType<typeof startCluster> | undefined;
  #stack: Promise<Stack> | undefined;

  /** A migrated database of the caller's own. */
  async database(): Promise<TestDatabase> {
    this.#cluster ??= this.#stopLater(startCluster());
    return await cloneDatabase(await this.#cluster);
  }

  /** The whole local stack with its demo people, the same for every caller. */
  stack(): Promise<Stack> {
    this.#stack ??= this.#startStack();
    return this.#stack;
  }

  /** A directory to throw away. */
  async directory(): Promise<string> {
    const path = await mkdtemp(join(tmpdir(), 'tatame-bench-'));
    this.onClose(() => rm(path, { recursive: true, force: true }));
    return path;
  }

  /** The last to come is the first to go. */
  onClose(undo: () => unknown): void {
    this.#undo.push(undo);
  }

  async close(): Promise<void> {
    while (this.#undo.length > 0) {
      try {
        await this.#undo.pop()?.();
      } catch (error) {
        console.error('Could not clean up:', error);
      }
    }
  }

  async #startStack(): Promise<Stack> {
    const dataDir = await this.directory();
    return this.#stopLater(
      startStack({ dataDir, ports: { api: 0, db: 0, studio: 0, console: 0 } }),
    );
  }

  /** Also stops what is still starting when the run is interrupted. */
  #stopLater<T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> {
    this.onClose(() => starting.then((started) => started.stop(), () => {}));
    return starting;
  }
}
