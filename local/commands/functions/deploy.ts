import process from 'node:process';
import { checkFunctions } from './check-functions.ts';
import { supabaseCli } from '../support/cli.ts';

/** `npm run functions:deploy -- [names] --project-ref …`: what would not deploy whole, stays here. */
async function deploy(args: string[]): Promise<void> {
  await checkFunctions();
  await supabaseCli(['functions', 'deploy', '--use-api', ...args]);
}

deploy(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
