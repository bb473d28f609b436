import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { signedIn, stack } from '../../testkit/http/stack.ts';

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

const head = (path: string, more: string, type = 'application/json') =>
  `POST ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: ${type}\r\n${more}\r\n\r\n`;

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

  it('in the middle of a body is no fault of a function', async () => {
    const client = await signedIn('manager');
    const token = (await client.auth.getSession()).data.session!.access_token;
    // A function that still boots would never hear of it.
    await client.functions.invoke('knowledge/documents', { method: 'GET' });
    const id = randomUUID();
    const more = [`authorization: Bearer ${token}`, `x-request-id: ${id}`, 'content-length: 1000'];
    const path = '/functions/v1/knowledge/documents/upload?filename=rules.md';
    await sendRaw(`${head(path, more.join('\r\n'), 'text/markdown')}# Rul`, {
      reset: true,
      afterMs: 300,
    });
    const logged = await vi.waitFor(async () => {
      const lines = (await readFile(join(stack().dataDir, 'functions.log'), 'utf8')).split('\n');
      const events = lines.filter((line) => line.includes(id)).map((line) => JSON.parse(line));
      expect(events.map(({ event }) => event)).toContain('request');
      return events;
    }, { timeout: 10_000 });
    expect(logged.filter(({ level }) => level === 'error')).toEqual([]);
    expect(logged.at(-1)).toMatchObject({ status: 499, code: 'client_gone' });
  });
});

describe('every answer', () => {
  it.each([
    '/',
    '/docs',
    '/mail',
    '/nowhere',
    '/auth/v1/health',
    '/rest/v1/gyms',
    '/storage/v1/bucket',
    '/functions/v1/health/live',
    '/functions/v1/nobody',
  ])('of %s forbids browsers to guess its type', async (path) => {
    const answer = await fetch(stack().status.api_url + path);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});
