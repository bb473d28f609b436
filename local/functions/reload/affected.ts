import { dirname, relative, sep } from 'node:path';
import { loadedBy, readImportGraph } from '../../lint/import-graph.ts';
import { PROJECT_ROOT } from '../../stack/settings/state.ts';
import type { FunctionEntry } from '../discover.ts';

/**
 * Finds the functions that load one of the changed files, so that only they boot anew.
 * @param changed absolute paths; what no import names (SQL, JSON) may concern every function
 */
export async function affectedBy(
  changed: readonly string[],
  entries: readonly FunctionEntry[],
): Promise<FunctionEntry[]> {
  if (changed.some((file) => !file.endsWith('.ts'))) return [...entries];
  const graph = await readImportGraph(['supabase/functions', 'src']);
  const paths = changed.map((file) => relative(PROJECT_ROOT, file));
  return entries.filter(({ entry }) => {
    const loaded = loadedBy(graph, relative(PROJECT_ROOT, entry));
    const beside = changed.some((file) => file.startsWith(dirname(entry) + sep));
    return beside || paths.some((path) => loaded.has(path));
  });
}
