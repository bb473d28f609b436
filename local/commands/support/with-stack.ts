import { readSettings } from '../../stack/settings/settings.ts';
import { stopOnSignal } from '../../stack/processes/signals.ts';
import { startStack } from '../../stack/stack.ts';
import { findRunning, type Running } from '../../stack/settings/state.ts';

/** Works with the stack that is up, or with one started for the purpose and stopped afterwards. */
export async function withStack<T>(
  work: (stack: Pick<Running, 'status' | 'localUrl'>) => Promise<T>,
): Promise<T> {
  const settings = readSettings();
  const running = await findRunning(settings.dataDir);
  if (running) return await work(running);
  const starting = startStack(settings);
  stopOnSignal(starting, 130);
  const stack = await starting;
  try {
    return await work(stack);
  } finally {
    await stack.stop();
  }
}
