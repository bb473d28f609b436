import process from 'node:process';
import { givenDatabase, NoDatabase } from '../../database/target.ts';
import { readSettings } from '../../stack/settings/settings.ts';
import { findRunning } from '../../stack/settings/state.ts';
import type { Here } from './copy-from.ts';

/**
 * Finds the project a command works on, its database and its Storage: what was given with the command, all of
 * it, else the stack that runs from this folder. Never one of the one and one of the other.
 *
 * @throws NoDatabase
 */
export async function findHere(): Promise<Here> {
  const databaseUrl = givenDatabase();
  const { SUPABASE_URL: apiUrl, SUPABASE_SECRET_KEY: secretKey } = process.env;
  if (databaseUrl && apiUrl && secretKey && URL.canParse(apiUrl)) {
    return { databaseUrl, apiUrl, secretKey };
  }
  if (databaseUrl || apiUrl || secretKey) {
    throw new NoDatabase(
      'Give DATABASE_URL, SUPABASE_URL and SUPABASE_SECRET_KEY of one project, or none of them.',
    );
  }
  const running = await findRunning(readSettings().dataDir);
  if (!running) {
    throw new NoDatabase(
      'No stack runs from this folder: start it with npm run dev, or give DATABASE_URL, ' +
        'SUPABASE_URL and SUPABASE_SECRET_KEY of another project with the command.',
    );
  }
  const { db_url, secret_key } = running.status;
  return { databaseUrl: db_url, apiUrl: running.localUrl, secretKey: secret_key };
}
