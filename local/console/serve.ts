import type { RequestListener } from 'node:http';
import type { Console, ConsoleOptions } from './console.ts';

/**
 * Serves the console, whose modules load when somebody first asks for a page: a start of the stack
 * does not wait for them.
 *
 * @param undo gets what closes its connections
 */
export function serveConsole(options: ConsoleOptions, undo: (() => unknown)[]): RequestListener {
  let loading: Promise<Console> | undefined;
  undo.push(async () => (await loading?.catch(() => undefined))?.stop());
  const load = async () => (await import('./console.ts')).createConsole(options);
  return async (incoming, outgoing) => {
    try {
      const { listener } = await (loading ??= load());
      listener(incoming, outgoing);
    } catch (error) {
      loading = undefined;
      console.error(error);
      outgoing.writeHead(500).end('The console does not start; the terminal says why.');
    }
  };
}
