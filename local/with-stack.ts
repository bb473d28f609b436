import { defaultDataDir, findRunning, type Running } from './state.ts';
import { startStack } from './stack.ts';

/** Works with the stack that is up, or with one started for the purpose and stopped afterwards. */
export async function withStack<T>(
  work: (stack: Pick<Running, 'status'>) => Promise<T>,
): Promise<T> {
  const dataDir = defaultDataDir();
  const running = await findRunning(dataDir);
  if (running) return await work(running);
  const stack = await startStack({ dataDir });
  try {
    return await work(stack);
  } finally {
    await stack.stop();
  }
}
