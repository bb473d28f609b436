import process from 'node:process';
import { supabaseCli } from './support/cli.ts';

/** `npm run supabase -- …`: the Supabase CLI in the version that the project was tried with. */
supabaseCli(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
