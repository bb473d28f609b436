import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { findDatabase, STUDIO_URL } from '../../database/target.ts';
import { PROJECT_ROOT } from '../../stack/settings/state.ts';

/**
 * `npm run db:studio`. drizzle-kit reads `.env` itself, so it is told the database by a variable of
 * its own, which no `.env` holds.
 */
async function studio(): Promise<void> {
  const url = await findDatabase();
  const child = spawn('npx', ['drizzle-kit', 'studio', ...process.argv.slice(2)], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, [STUDIO_URL]: url },
    stdio: 'inherit',
  });
  const [code] = await once(child, 'close') as [number | null];
  process.exitCode = code ?? 1;
}

studio().catch((error: Error) => {
  console.error(error.message || error);
  process.exitCode = 1;
});
