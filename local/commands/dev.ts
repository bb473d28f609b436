import process from 'node:process';
import { MigrationError } from '../database/migrate.ts';
import { banner } from '../stack/banner.ts';
import { AlreadyRunning } from '../stack/lock.ts';
import { readSettings } from '../stack/settings.ts';
import { stopOnSignal } from '../stack/signals.ts';
import { startStack } from '../stack/stack.ts';
import { findRunning } from '../stack/state.ts';
import { movedPorts } from './moved-ports.ts';

async function dev(): Promise<void> {
  const settings = readSettings();
  const starting = startStack(settings);
  stopOnSignal(starting, 0);
  try {
    const stack = await starting;
    console.log(banner(stack, performance.now() / 1000));
    for (const line of movedPorts(settings.ports, stack.status)) console.log(line);
  } catch (error) {
    if (!(error instanceof AlreadyRunning)) throw error;
    const running = await findRunning(settings.dataDir);
    const place = running ? `at ${running.status.api_url} ` : '';
    throw new Error(
      `Tatame is already running ${place}(process ${error.pid}); see: npm run status`,
      { cause: error },
    );
  }
}

dev().catch((error: Error) => {
  const known = error instanceof MigrationError || error.cause instanceof AlreadyRunning;
  console.error(known ? error.message : error);
  process.exit(1);
});
