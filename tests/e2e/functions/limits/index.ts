// A function that does what the hosted platform refuses, as the last part of its path says.
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

const held: unknown[] = [];
const { Deno } = globalThis as unknown as {
  Deno:
    & Record<'connect' | 'connectTls', (to: { hostname: string; port: number }) => Promise<void>>
    & {
      version: { deno: string };
    };
};

/** Each way to connect to a port of this machine, where nothing listens. */
const ways: Record<string, (port: number) => Promise<unknown>> = {
  fetch: (port) => fetch(`http://127.0.0.1:${port}`),
  'fetch-request': (port) => fetch(new Request(`http://127.0.0.1:${port}`)),
  net: (port) => opened(connect(port, '127.0.0.1')),
  tls: (port) => opened(connectTls({ port, host: '127.0.0.1' })),
  'deno-tcp': (port) => Deno.connect({ hostname: '127.0.0.1', port }),
  'deno-tls': (port) => Deno.connectTls({ hostname: '127.0.0.1', port }),
};

const opened = (socket: ReturnType<typeof connect>) =>
  new Promise((done, fail) => socket.once('connect', done).once('error', fail));

async function tryPort(way: string, port: number): Promise<string> {
  try {
    await ways[way]!(port);
    return 'connected';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export default {
  async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    switch (pathname.split('/')[2]) {
      case 'spin':
        for (;;);
      case 'fill':
        for (;; await new Promise((next) => setTimeout(next))) {
          held.push(new Uint8Array(8e6).fill(1));
        }
      case 'wait':
        await new Promise((done) => setTimeout(done, 3_000));
        return new Response('waited');
      case 'page':
        return new Response('<p>Olá', { headers: { 'content-type': 'text/html; charset=utf-8' } });
      case 'version':
        return new Response(Deno.version.deno);
      case 'connect': {
        const port = Number(searchParams.get('port'));
        const tried = Object.keys(ways).map(async (way) => [way, await tryPort(way, port)]);
        return Response.json(Object.fromEntries(await Promise.all(tried)));
      }
      default:
        return new Response(null, { status: 404 });
    }
  },
};
