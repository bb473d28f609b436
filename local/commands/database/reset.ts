import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { AlreadyRunning, lockDataDir } from '../../stack/processes/lock.ts';
import { reapOrphan } from '../../postgres/postgres.ts';
import { readSettings, type Settings } from '../../stack/settings/settings.ts';
import { withStack } from '../support/with-stack.ts';

/** Starts over with a migrated and seeded database and no stored objects; the keys stay. */
async function reset(settings: Settings): Promise<void> {
  const { dataDir } = settings;
  const unlock = await lockDataDir(dataDir);
  try {
    await reapOrphan(join(dataDir, 'postgres'));
    const names = await readdir(dataDir);
    const data = names.filter((name) => name === 'storage' || name.startsWith('postgres'));
    await Promise.all(data.map((name) => rm(join(dataDir, name), { recursive: true })));
  } finally {
    await unlock();
  }
  await withStack(async () => {});
  console.log('The database is new: migrated and seeded. Start it with: npm run dev');
}

reset(readSettings()).catch((error: Error) => {
  const running = error instanceof AlreadyRunning;
  console.error(running ? `${error.message} Stop it with Ctrl-C first.` : error.message);
  process.exitCode = 1;
});
