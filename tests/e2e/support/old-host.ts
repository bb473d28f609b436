import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

const HEADS = {
  'image/png': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  'image/jpeg': Buffer.from('ffd8ffe000104a464946', 'hex'),
  'application/pdf': Buffer.from('%PDF-1.7\n'),
};
export type OldType = keyof typeof HEADS;

/** A file of a type and a size, whose bytes differ from those of another seed. */
export function contentOf(type: OldType, bytes: number, seed: number): Buffer {
  const content = Buffer.alloc(bytes, seed % 251);
  HEADS[type].copy(content);
  return content;
}

export type Answer = (answer: ServerResponse, request: IncomingMessage, nth: number) => unknown;

/** A host of files as the old app had one; each address answers as it is told to. */
export async function startOldHost() {
  const answers = new Map<string, Answer>();
  const asked = new Map<string, number>();
  const server = createServer((request, answer) => {
    const nth = (asked.get(request.url!) ?? 0) + 1;
    asked.set(request.url!, nth);
    const say = answers.get(request.url!);
    if (say) say(answer, request, nth);
    else answer.writeHead(404).end('nobody knows');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    asked,
    on: (path: string, say: Answer) => {
      answers.set(path, say);
      return origin + path;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export const whole = (content: Buffer, headers: Record<string, string> = {}): Answer => (answer) =>
  answer.writeHead(200, { 'content-length': content.length, ...headers }).end(content);

/** In pieces, a moment after one another, and without saying how long it is. */
export const inPieces = (content: Buffer, pieces = 5, everyMs = 20): Answer => async (answer) => {
  const length = Math.ceil(content.length / pieces);
  for (let from = 0; from < content.length; from += length) {
    answer.write(content.subarray(from, from + length));
    await new Promise((wake) => setTimeout(wake, everyMs));
  }
  answer.end();
};

/** Half of it, and then nothing; or the end of the connection. */
export const half =
  (content: Buffer, then: 'silence' | 'cut', headers: Record<string, string> = {}): Answer =>
  (answer) => {
    answer.writeHead(200, { 'content-length': content.length, ...headers });
    answer.write(content.subarray(0, content.length / 2), () => {
      if (then === 'cut') setTimeout(() => answer.destroy(), 20);
    });
  };

export const status = (code: number, headers: Record<string, string> = {}): Answer => (answer) =>
  answer.writeHead(code, headers).end('no');

export const packed = (content: Buffer): Answer =>
  whole(gzipSync(content), { 'content-encoding': 'gzip' });

/** Another answer the first time, or so often. */
export const first = (say: Answer, then: Answer, times = 1): Answer => (answer, request, nth) =>
  (nth <= times ? say : then)(answer, request, nth);
