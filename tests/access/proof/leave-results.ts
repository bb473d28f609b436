import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type postgres from 'postgres';
import { catalogOf, fingerprintOf } from '../../../local/database/catalog/catalog.ts';
import { PROJECT_ROOT, readJson, writeJson } from '../../../local/stack/settings/state.ts';
import type { Equivalent } from '../mutants/equivalent/equivalent.ts';
import type { Verdict } from './judge.ts';
import { policiesIn, type Result, type Results, RESULTS_FOLDER } from './results.ts';

/** Somebody may commit before a long run ends: it counts what was there when it began. */
const startedOn = commitNow();

/**
 * Writes what came of the mutants of a run, whose database is as it was before them, beside what an
 * earlier one of the same schema left of others.
 */
export async function leaveResults(
  run: string,
  sql: postgres.Sql,
  verdicts: ReadonlyMap<string, Verdict>,
  equivalent: readonly Equivalent[],
  folder = RESULTS_FOLDER,
): Promise<void> {
  const catalog = await catalogOf(sql);
  const schema = fingerprintOf(catalog);
  const file = join(folder, `${run}.json`);
  const before = await readJson<Results>(file);
  const results: Results = {
    run,
    at: new Date().toISOString(),
    ...await startedOn,
    schema,
    policies: policiesIn(catalog),
    mutants: {
      ...before?.schema === schema && before.mutants,
      ...Object.fromEntries(
        [...verdicts].map(([name, verdict]) => [name, resultOf(name, verdict, equivalent)]),
      ),
    },
  };
  await writeJson(file, results);
}

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

/** Nothing is known of it where there is no repository. */
async function commitNow(): Promise<{ commit: string; changed: boolean }> {
  const git = async (...args: string[]) =>
    (await promisify(execFile)('git', args, { cwd: PROJECT_ROOT })).stdout.trim();
  try {
    const commit = await git('rev-parse', '--short', 'HEAD');
    return { commit, changed: await git('status', '--porcelain') !== '' };
  } catch {
    return { commit: '', changed: true };
  }
}
