import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { supabaseCli } from '../cli.ts';
import { PROJECT_ROOT } from '../../stack/state.ts';
import { withStack } from '../with-stack.ts';

const FILE = 'supabase/database.types.ts';

/** Writes the types that `createClient<Database>()` of a Data API client takes. */
async function writeTypes(): Promise<void> {
  const types = await withStack(({ status }) =>
    supabaseCli(['gen', 'types', `--remote=${status.db_url}`], true)
  );
  await writeFile(join(PROJECT_ROOT, FILE), types);
  console.log(`Wrote ${FILE}`);
}

writeTypes().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
