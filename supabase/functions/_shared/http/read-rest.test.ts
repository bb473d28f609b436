import { describe, expect, it } from 'vitest';
import { readRest } from './read-rest.ts';

const MEGABYTE = new Uint8Array(1024 * 1024);

/** A body of so many megabytes, which counts those that were asked for. */
function body(megabytes: number) {
  let given = 0;
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (given++ < megabytes) controller.enqueue(MEGABYTE);
      else controller.close();
    },
    cancel: () => void (cancelled = true),
  }, { highWaterMark: 0 });
  const init = { method: 'POST', body: stream, duplex: 'half' };
  return {
    request: new Request('http://localhost', init),
    given: () => given,
    was: () => cancelled,
  };
}

describe('readRest', () => {
  it('reads to the end what nobody has read', async () => {
    const { request, given, was } = body(3);
    await readRest(request);
    expect([given(), was()]).toEqual([4, false]);
  });

  it('leaves what somebody has read, or reads', async () => {
    const { request, given } = body(1);
    await request.arrayBuffer();
    await readRest(request);
    expect(given()).toBe(2);
    const other = body(1);
    other.request.body!.getReader();
    await readRest(other.request);
    expect(other.given()).toBe(0);
    await readRest(new Request('http://localhost'));
  });

  it('gives up on a body without end', async () => {
    const { request, given, was } = body(Infinity);
    await readRest(request);
    expect([given(), was()]).toEqual([64, true]);
  });

  it('takes a sender that hangs up for one that needs no answer', async () => {
    const stream = new ReadableStream({ pull: () => Promise.reject(new TypeError('reset')) });
    const init = { method: 'POST', body: stream, duplex: 'half' };
    await readRest(new Request('http://localhost', init));
  });
});
