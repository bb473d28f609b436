import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { watch } from 'chokidar';
import { ENV_FILES, readEnvFile } from './env-file.ts';
import { PROJECT_ROOT } from './state.ts';

/**
 * Says when a file of variables sets others than it did: a stack reads them once, when it starts.
 * @returns what ends that
 */
export async function watchSettings(
  say: (line: string) => void,
  root = PROJECT_ROOT,
): Promise<() => Promise<void>> {
  const files = Object.values(ENV_FILES);
  const known = new Map(files.map((file) => [file, readEnvFile(file, root)]));
  const watcher = watch(files.map((file) => join(root, file)), {
    ignoreInitial: true,
    persistent: false,
    awaitWriteFinish: { stabilityThreshold: 100, pollInterval: 20 },
  });
  watcher.on('all', () => {
    for (const file of files) {
      const now = readEnvFile(file, root);
      if (isDeepStrictEqual(now, known.get(file))) continue;
      known.set(file, now);
      say(`${file} has changed; that counts from the next start of npm run dev.`);
    }
  });
  await new Promise<void>((ready) => watcher.once('ready', ready));
  return () => watcher.close();
}
