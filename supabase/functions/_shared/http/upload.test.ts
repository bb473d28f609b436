import { describe, expect, it } from 'vitest';
import { receive } from './upload.ts';

const MAX = 1_000;

const request = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request('http://localhost/upload', {
    method: 'POST',
    body,
    headers,
    ...{ duplex: 'half' },
  });

/** A body of unknown length, in pieces of 100 bytes. */
const pieces = (count: number) =>
  new ReadableStream<Uint8Array>({
    pull(controller) {
      if (count-- > 0) controller.enqueue(new Uint8Array(100));
      else controller.close();
    },
  });

const read = (stream: ReadableStream<Uint8Array>) => new Response(stream).arrayBuffer();

describe('a received file', () => {
  it('is handed on as it came, with what its headers say', async () => {
    const upload = receive(request(pieces(10), { 'content-type': 'text/plain' }), MAX);
    expect(upload).toMatchObject({ type: 'text/plain', size: undefined });
    expect((await read(upload.stream)).byteLength).toBe(1_000);
    expect(upload.brokenOff()).toBeUndefined();
  });

  it('is refused before it is read when it says that it is too large', () => {
    const announced = request(null, { 'content-length': '1001' });
    expect(() => receive(announced, MAX)).toThrow(
      expect.objectContaining({ status: 413, code: 'body_too_large' }),
    );
  });

  it('breaks off where it becomes too large, and says why', async () => {
    const upload = receive(request(pieces(1_000_000)), MAX);
    await expect(read(upload.stream)).rejects.toThrow();
    expect(upload.brokenOff()).toMatchObject({ status: 413, code: 'body_too_large' });
  });

  it('leaves what it did not take for the shell to read, and is not gone for that', async () => {
    const refused = request(pieces(100));
    const upload = receive(refused, MAX);
    expect(refused.body!.locked).toBe(false);
    await upload.stream.getReader().read();
    upload.leave();
    expect(refused.body!.locked).toBe(false);
    expect(upload.brokenOff()).toBeUndefined();

    const broken = request(pieces(100));
    await expect(read(receive(broken, MAX).stream)).rejects.toThrow();
    expect(broken.body!.locked).toBe(false);
    const dropped = request(pieces(100));
    const other = receive(dropped, MAX);
    await other.stream.cancel();
    expect([dropped.body!.locked, other.brokenOff()]).toEqual([false, undefined]);
  });

  it('may be empty', async () => {
    const upload = receive(request(null), MAX);
    expect((await read(upload.stream)).byteLength).toBe(0);
  });

  it('that breaks off because its sender hung up is nobody’s fault', async () => {
    const body = new ReadableStream<Uint8Array>({
      pull: () => Promise.reject(new TypeError('connection reset')),
    });
    const upload = receive(request(body), MAX);
    await expect(read(upload.stream)).rejects.toThrow();
    expect(upload.brokenOff()).toMatchObject({ status: 499, code: 'client_gone' });
  });
});
