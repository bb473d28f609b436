import process from 'node:process';
import { runCommand } from '../stack/processes/run-command.ts';
import { readSettings } from '../stack/settings/settings.ts';
import { findRunning } from '../stack/settings/state.ts';

await runCommand(async () => {
  const running = await findRunning(readSettings().dataDir);
  if (running) {
    console.log(JSON.stringify(running.status, null, 2));
  } else {
    console.error('The stack is not running; start it with: npm run dev');
    process.exitCode = 1;
  }
});
