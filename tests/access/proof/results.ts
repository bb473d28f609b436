import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalog } from '../../../local/database/catalog/catalog.ts';
import { PROJECT_ROOT, readJson } from '../../../local/stack/settings/state.ts';

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
  /** The commit it began on, and whether files had been changed since. */
  commit: string;
  changed: boolean;
  /** Which schema the mutants were made from, as `fingerprintOf` tells it. */
  schema: string;
  /** The policies as they were then, by `schema.table.policy`. */
  policies: Record<string, string>;
  /** By the mutant's name; of what the run did not try itself, what an earlier one of the same schema found. */
  mutants: Record<string, Result>;
}

export const RESULTS_FOLDER = join(PROJECT_ROOT, 'build', 'mutants');

/** The results of every run that left any. */
export async function readResults(folder = RESULTS_FOLDER): Promise<Results[]> {
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
