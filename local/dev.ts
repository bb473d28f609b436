import process from 'node:process';
import { MigrationError } from '../src/db/migrate.ts';
import { banner } from './banner.ts';
import { AlreadyRunning, followParent } from './lock.ts';
import { readSettings } from './settings.ts';
import { type Stack, startStack } from './stack.ts';
import { findRunning } from './state.ts';

const settings = readSettings();

let stack: Stack | undefined;
let leaving = false;

/** Stops every part in order; a second signal does not wait for that. */
async function leave(code: number): Promise<void> {
  if (leaving) process.exit(code);
  leaving = true;
  await stack?.stop();
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void leave(0));
}
followParent(() => void leave(0));

try {
  stack = await startStack(settings);
  if (leaving) await stack.stop();
  else console.log(banner(stack, performance.now() / 1000));
} catch (error) {
  if (error instanceof AlreadyRunning) console.error(await whereItRuns(error));
  else console.error(error instanceof MigrationError ? error.message : error);
  process.exitCode = 1;
}

async function whereItRuns(error: AlreadyRunning): Promise<string> {
  const running = await findRunning(settings.dataDir);
  const place = running ? `at ${running.status.api_url} ` : '';
  return `Tatame is already running ${place}(process ${error.pid}); see: npm run status`;
}
