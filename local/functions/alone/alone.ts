// Runs in Deno, beside the workers: a function whose every request has a process of its own.
import type { Report } from './alone-process.ts';

/** The functions that run alone. Hosted, every function does, and is ended at the same limits. */
export const ALONE: readonly string[] = ['extract'];

/** A process that is ready and unused is ended after this long. */
const SPARE_MS = 20_000;

interface Process {
  port: Promise<number>;
  kill(): void;
}

/** Serves a function on a port of its own; refusals have the hosted platform's form. */
export function serveAlone(
  entry: string,
  onListen: (port: number) => void,
): { end(): void } {
  const running = new Set<Process>();
  let spare: Process | undefined;
  let boredom: ReturnType<typeof setTimeout> | undefined;

  function launch(): Process {
    const launched = launchProcess(entry, () => running.delete(launched));
    running.add(launched);
    return launched;
  }

  /** The next one boots while this one works. */
  function take(): Process {
    const taken = spare && running.has(spare) ? spare : launch();
    const next = launch();
    spare = next;
    clearTimeout(boredom);
    boredom = setTimeout(next.kill, SPARE_MS);
    return taken;
  }

  async function answer(request: Request): Promise<Response> {
    const process = take();
    try {
      const port = await process.port.catch((error: Error) => error);
      if (port instanceof Error) return refusal(503, 'BOOT_ERROR', port.message);
      return await pass(request, port);
    } catch {
      return refusal(546, 'WORKER_LIMIT', 'The function was ended: too much time or memory');
    } finally {
      process.kill();
    }
  }

  const server = Deno.serve(
    { port: 0, hostname: '127.0.0.1', onListen: (at) => onListen(at.port) },
    answer,
  );
  return {
    end() {
      clearTimeout(boredom);
      for (const process of running) process.kill();
      void server.shutdown();
    },
  };
}

/** The whole answer, so that the process may end behind it. */
async function pass(request: Request, port: number): Promise<Response> {
  const url = new URL(request.url);
  url.port = String(port);
  const headers = new Headers(request.headers);
  headers.delete('accept-encoding');
  const body = request.body && await request.arrayBuffer();
  const { signal, method } = request;
  const answer = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
  return new Response(await answer.arrayBuffer(), answer);
}

function launchProcess(entry: string, onExit: () => void): Process {
  const here = (path: string) => decodeURIComponent(new URL(path, import.meta.url).pathname);
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      'run',
      ...['--quiet', '--no-prompt', '--no-lock', '--allow-all', '--no-check'],
      // Garbage is collected well before it would count as memory in use.
      '--v8-flags=--max-old-space-size=160',
      `--config=${here('../../../deno.json')}`,
      here('./alone-process.ts'),
      entry,
    ],
    stdin: 'piped',
    stdout: 'piped',
    stderr: 'inherit',
  }).spawn();
  void child.status.then(onExit);
  const port = firstLine(child.stdout).then((line) => {
    const report = JSON.parse(line || '{}') as Partial<Report>;
    if (report.port) return report.port;
    throw new Error(`Function failed to start: ${report.failed ?? 'its process ended'}`);
  });
  port.catch(() => {});
  return {
    port,
    kill() {
      try {
        child.kill('SIGKILL');
      } catch {
        // It has ended already.
      }
    },
  };
}

async function firstLine(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of stream) {
    text += decoder.decode(bytes, { stream: true });
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0] ?? '';
}

const refusal = (status: number, code: string, message: string) =>
  Response.json({ code, message }, { status });
