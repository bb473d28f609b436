import { execFileSync } from 'node:child_process';
import { denoPath } from '../../functions/deno.ts';
import { supabaseCli } from '../support/cli.ts';

/** Where the types are kept, below the project's folder. */
export const TYPES_FILE = 'supabase/database.types.ts';

/**
 * Generates the types that `createClient<Database>()` of a Data API client takes, formatted as every
 * file here.
 *
 * @param url a database that has the migrations, by a connection without TLS: the CLI would print
 *   its warning about that into the file
 */
export async function dataApiTypes(url: string): Promise<string> {
  const types = await supabaseCli(['gen', 'types', `--remote=${url}`], {
    capture: true,
    env: { PGSSLMODE: 'disable' },
  });
  return execFileSync(denoPath(), [
    'fmt',
    '--ext',
    'ts',
    '--line-width',
    '100',
    '--single-quote',
    '-',
  ], {
    input: types,
    encoding: 'utf8',
  });
}
