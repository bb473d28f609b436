import { dirname, relative } from 'node:path';
import type { StackLog } from '../../log/log.ts';
import { PROJECT_ROOT } from '../../stack/settings/state.ts';
import { affectedBy } from './affected.ts';
import { discoverFunctions, type FunctionEntry } from '../discover.ts';
import type { FunctionsRuntime } from '../runtime.ts';
import { watchSources } from './watch.ts';

/** Finds the functions of the project, and those that a test brings along. */
export const allFunctions = async (others: FunctionEntry[]): Promise<FunctionEntry[]> => [
  ...await discoverFunctions(),
  ...others,
];

/**
 * Reloads functions when code that they load has changed, and says which.
 * @param onKnown gets the functions that there are after a change
 * @returns what ends that
 */
export function reloadOnChange(
  runtime: FunctionsRuntime,
  others: FunctionEntry[],
  log: StackLog,
  onKnown: (entries: FunctionEntry[]) => void,
): () => Promise<void> {
  async function reload(changed: string[]): Promise<void> {
    const entries = await allFunctions(others);
    onKnown(entries);
    const reloaded = await runtime.reload(entries, await affectedBy(changed, entries));
    const files = changed.map((file) => relative(PROJECT_ROOT, file)).join(', ');
    if (reloaded.length > 0) log.note(`Reloaded ${reloaded.join(', ')} (${files}).`);
  }
  const complain = (error: unknown) => log.fault(`Changes are not followed: ${error}`);
  const folders = others.map(({ entry }) => dirname(entry));
  // A file may go again while it is looked at; the next change is followed all the same.
  const watching = watchSources(
    folders,
    (changed) => void reload(changed).catch(complain),
    complain,
  );
  return async () => (await watching)();
}
