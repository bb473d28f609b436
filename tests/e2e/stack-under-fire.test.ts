import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { stack } from '../../testkit/http/stack.ts';

const { hostname, port } = new URL(stack().status.api_url);
const probe = () => fetch(`${stack().status.api_url}/functions/v1/probe/alive`);

/** Sends bytes as they are, and hangs up after a while without waiting for an answer. */
function sendRaw(bytes: string, { reset = false, afterMs = 20 } = {}): Promise<void> {
  return new Promise((done) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes);
      setTimeout(() => reset ? socket.resetAndDestroy() : socket.end(), afterMs);
    });
    socket.on('error', () => {});
    socket.on('data', () => {});
    socket.once('close', () => done());
  });
}

const head = (path: string, more: string) =>
  `POST ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\n${more}\r\n\r\n`;

const PATHS = ['/functions/v1/probe/x', '/auth/v1/signup', '/rest/v1/gyms', '/storage/v1/bucket'];

describe('a client that breaks its connection', () => {
  it.each(PATHS)('by a bad chunk to %s ends only that connection', async (path) => {
    await sendRaw(`${head(path, 'transfer-encoding: chunked')}5\r\nhello\r\nnonsense\r\n`);
    await sendRaw(`${head(path, 'transfer-encoding: chunked')}nonsense\r\n`);
    expect((await probe()).status).toBe(200);
  });

  it.each(PATHS)('by a reset in the middle of a body to %s ends only that', async (path) => {
    const half = `${head(path, 'content-length: 1000')}{"half":`;
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => sendRaw(half, { reset: true, afterMs: n })),
    );
    expect((await probe()).status).toBe(200);
  });
});
