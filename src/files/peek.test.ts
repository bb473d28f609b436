import { expect, it } from 'vitest';
import { peek } from './peek.ts';

/** A stream of pieces, and how many of them were asked for. */
function source(pieces: number, length: number) {
  let asked = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (asked === pieces) return controller.close();
      controller.enqueue(new Uint8Array(length).fill(asked++ % 251));
    },
  }, { highWaterMark: 0 });
  return { stream, asked: () => asked };
}

const whole = async (stream: ReadableStream<Uint8Array>) =>
  new Uint8Array(await new Response(stream).arrayBuffer());

it.each([[0, 1], [1, 3], [5, 1], [3, 4], [2, 8], [9, 7], [1, 100]])(
  'of %i pieces of %i bytes, the first bytes are told and none is lost',
  async (pieces, length) => {
    const expected = await whole(source(pieces, length).stream);
    const { head, stream, size } = await peek(source(pieces, length).stream, 8);
    expect(head).toEqual(expected.subarray(0, 8));
    expect(await whole(stream)).toEqual(expected);
    expect(size()).toBe(expected.length);
  },
);

it('reads as much as it needs, and the rest when it is asked for', async () => {
  const { stream, asked } = source(1000, 4);
  const peeked = await peek(stream, 8);
  expect(asked()).toBe(2);
  const reader = peeked.stream.getReader();
  await reader.read();
  await reader.read();
  expect(asked()).toBeLessThanOrEqual(4);
});

it('hands a fault of the source on', async () => {
  let pieces = 0;
  const broken = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (pieces++ < 3) return controller.enqueue(new Uint8Array(4));
      throw new Error('hung up');
    },
  }, { highWaterMark: 0 });
  const { stream } = await peek(broken, 8);
  await expect(whole(stream)).rejects.toThrow('hung up');
});
