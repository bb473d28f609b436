import { execFile } from 'node:child_process';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type postgres from 'postgres';
import { type Catalog, catalogOf, fingerprintOf } from '../../../local/database/catalog/catalog.ts';
import { PROJECT_ROOT, readJson } from '../../../local/stack/settings/state.ts';
import type { Equivalent } from '../mutants/equivalent.ts';
import type { Verdict } from './judge.ts';

/** What came of one mutant; one that lived may be recorded as equivalent. */
export type Result =
  | { fate: 'killed'; by: string }
  | { fate: 'equivalent'; because: string }
  | { fate: 'survived' | 'stillborn' };

/** What a run of the mutants leaves for the console to show, as a file that is not tracked. */
export interface Results {
  /** The run's name, and when it ended. */
  run: string;
  at: string;
  /** The commit it ran on, and whether files had been changed since. */
  commit: string;
  changed: boolean;
  /** Which schema the mutants were made from, as `fingerprintOf` tells it. */
  schema: string;
  /** The policies as they were then, by `schema.table.policy`. */
  policies: Record<string, string>;
  /** By the mutant's name. */
  mutants: Record<string, Result>;
}

const FOLDER = join(PROJECT_ROOT, 'build', 'mutants');

/** Writes what came of all mutants of a run, whose database is as it was before them. */
export async function leaveResults(
  run: string,
  sql: postgres.Sql,
  verdicts: ReadonlyMap<string, Verdict>,
  equivalent: readonly Equivalent[],
  folder = FOLDER,
): Promise<void> {
  const catalog = await catalogOf(sql);
  const results: Results = {
    run,
    at: new Date().toISOString(),
    ...await commitNow(),
    schema: fingerprintOf(catalog),
    policies: policiesIn(catalog),
    mutants: Object.fromEntries(
      [...verdicts].map(([name, verdict]) => [name, resultOf(name, verdict, equivalent)]),
    ),
  };
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${run}.json`);
  await writeFile(`${path}.new`, JSON.stringify(results, null, 1));
  await rename(`${path}.new`, path);
}

/** The results of every run that left any. */
export async function readResults(folder = FOLDER): Promise<Results[]> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names.filter((name) => name.endsWith('.json')).sort()
      .map((name) => readJson<Results>(join(folder, name))),
  );
  return found.filter((results) => results !== undefined);
}

/** Every policy of a catalogue with its definition, by `schema.table.policy`. */
export const policiesIn = (catalog: Catalog): Record<string, string> =>
  Object.fromEntries(
    [...catalog].filter(([key]) => key.startsWith('policy '))
      .map(([key, definition]) => [key.slice('policy '.length), definition]),
  );

function resultOf(
  name: string,
  { fate, by = '' }: Verdict,
  equivalent: readonly Equivalent[],
): Result {
  if (fate === 'killed') return { fate, by };
  const recorded = equivalent.find(({ mutants }) => mutants.test(name));
  return recorded && fate === 'survived'
    ? { fate: 'equivalent', because: recorded.because }
    : { fate };
}

const git = async (...args: string[]) =>
  (await promisify(execFile)('git', args, { cwd: PROJECT_ROOT })).stdout.trim();

/** Nothing is known of it where there is no repository. */
async function commitNow(): Promise<{ commit: string; changed: boolean }> {
  try {
    const commit = await git('rev-parse', '--short', 'HEAD');
    return { commit, changed: await git('status', '--porcelain') !== '' };
  } catch {
    return { commit: '', changed: true };
  }
}
