import process from 'node:process';
import { terminalLog } from '../log/terminal.ts';
import { banner } from '../stack/banner.ts';
import { ENV_FILES, unknownVariables } from '../stack/settings/env-file.ts';
import { AlreadyRunning } from '../stack/processes/lock.ts';
import { runCommand } from '../stack/processes/run-command.ts';
import { readSettings } from '../stack/settings/settings.ts';
import { stopOnSignal } from '../stack/processes/signals.ts';
import { StackError } from '../stack/settings/stack-error.ts';
import { startStack } from '../stack/stack.ts';
import { findRunning } from '../stack/settings/state.ts';
import { movedPorts } from '../stack/settings/moved-ports.ts';
import { watchSettings } from '../stack/settings/watch-settings.ts';
import { surviveDroppedConnections } from '../stack/processes/uncaught.ts';

const color = process.stdout.isTTY && !process.env.NO_COLOR;

async function dev(): Promise<void> {
  const settings = readSettings();
  const log = terminalLog(console.log, color);
  Object.values(ENV_FILES).flatMap((file) => unknownVariables(file)).forEach(log.fault);
  const starting = startStack({
    ...settings,
    log,
    async onLost({ message }) {
      console.error(message);
      await (await starting).stop();
      process.exit(1);
    },
  });
  stopOnSignal(starting, 0);
  try {
    const stack = await starting;
    console.log(banner(stack, performance.now() / 1000));
    for (const line of movedPorts(settings.ports, stack.status)) console.log(line);
    await watchSettings(log.note);
  } catch (error) {
    if (!(error instanceof AlreadyRunning)) throw error;
    const running = await findRunning(settings.dataDir);
    const place = running ? `at ${running.status.api_url} ` : '';
    throw new StackError(
      `Tatame is already running ${place}(process ${error.pid}); see: npm run status`,
      { cause: error },
    );
  }
}

surviveDroppedConnections();
await runCommand(dev);
