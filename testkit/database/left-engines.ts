/**
 * To start Postgres in WebAssembly takes seven seconds of a core, to migrate it as many: the first of a
 * run leaves its files in the cluster's folder for the others, who start within two. Who begins at the
 * same time works as well, and leaves the same.
 */
import type { PGlite } from '@electric-sql/pglite';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { inject } from 'vitest';
import { startFromDump, startInMemory } from '../../local/postgres/in-memory.ts';

type State = 'empty' | 'migrated';

const pathOf = (state: State) => join(inject('cluster').home, `${state}.tar`);

/** Starts an engine with what somebody left in this state. */
export async function findLeft(state: State): Promise<PGlite | undefined> {
  const dump = await readFile(pathOf(state)).catch(() => undefined);
  return dump && await startFromDump(new Blob([dump]));
}

/** Leaves what an engine holds for the others. */
export async function leave(state: State, engine: PGlite): Promise<void> {
  const whole = `${pathOf(state)}.${process.pid}`;
  await writeFile(whole, (await engine.dumpDataDir('none')).stream());
  await rename(whole, pathOf(state));
}

/** An engine as `startInMemory` makes it. */
export async function emptyEngine(): Promise<PGlite> {
  const left = await findLeft('empty');
  if (left) return left;
  const engine = await startInMemory();
  await leave('empty', engine);
  return engine;
}
