import process from 'node:process';
import { readSettings } from '../stack/settings/settings.ts';
import { findRunning } from '../stack/settings/state.ts';

/** Where `db:studio` tells drizzle-kit (`drizzle.config.ts`) its database. */
export const STUDIO_URL = 'TATAME_STUDIO_DATABASE_URL';

/** Nothing to work on; the message says what to do about it. */
export class NoDatabase extends Error {}

/**
 * Finds the database a command works on: the one whose `DATABASE_URL` was given with the command,
 * whose host is said first, else that of the stack which runs from this folder. A port says nothing:
 * another Postgres may listen there. Nor does `.env`: what it holds was not said for this command.
 *
 * @throws NoDatabase
 */
export async function findDatabase(): Promise<string> {
  const given = givenDatabase();
  if (given) return given;
  const running = await findRunning(readSettings().dataDir);
  if (running) return running.status.db_url;
  throw new NoDatabase(
    'No stack runs from this folder: start it with npm run dev (which applies the migrations), or ' +
      'give the DATABASE_URL of another database with the command.',
  );
}

/** The database of the `DATABASE_URL` given with the command; says its host. */
export function givenDatabase(): string | undefined {
  const url = process.env.DATABASE_URL;
  if (!url) return undefined;
  if (!URL.canParse(url)) throw new NoDatabase('DATABASE_URL is not a postgresql:// URL.');
  // Beside the output, which may be variables for another command to read.
  console.error(`Working on ${new URL(url).host}, the database of DATABASE_URL.`);
  return url;
}
