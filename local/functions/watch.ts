import { watch } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../stack/state.ts';

const SETTLE_MS = 40;

/**
 * Calls back once after each burst of changes to code that functions may import.
 *
 * @param others folders to watch besides the project's own
 * @returns what ends the watch
 */
export function watchSources(others: string[], onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const folders = ['supabase/functions', 'src'].map((folder) => join(PROJECT_ROOT, folder));
  const watchers = [...folders, ...others].map((folder) =>
    watch(folder, { recursive: true }, (_event, file) => {
      if (!file || /\.test\.ts$/.test(file) || !/\.(ts|js|json|sql)$/.test(file)) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, SETTLE_MS);
    })
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
