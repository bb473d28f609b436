import { join } from 'node:path';
import { watch } from 'chokidar';
import { PROJECT_ROOT } from '../../stack/settings/state.ts';

const SETTLE_MS = 40;

/**
 * Calls back after each burst of changes to code that functions may import, also when a file was
 * replaced by another of its name, as editors and git do.
 *
 * @param others folders to watch besides the project's own
 * @param onChange gets the absolute paths
 * @returns what ends the watch
 */
export async function watchSources(
  others: string[],
  onChange: (changed: string[]) => void,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const folders = ['supabase/functions', 'src'].map((folder) => join(PROJECT_ROOT, folder));
  const watcher = watch([...folders, ...others], {
    ignoreInitial: true,
    ignored: (path, stats) =>
      stats?.isFile() === true && (/\.test\.ts$/.test(path) || !/\.(ts|js|json|sql)$/.test(path)),
  });
  watcher.on('error', onError);
  watcher.on('all', (event, path) => {
    if (event.endsWith('Dir')) return;
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      onChange([...changed]);
      changed.clear();
    }, SETTLE_MS);
  });
  await new Promise<void>((ready) => watcher.once('ready', ready));
  return async () => {
    clearTimeout(timer);
    await watcher.close();
  };
}
