/** A stream and its first bytes, which are still in it. */
interface Peeked {
  head: Uint8Array;
  stream: ReadableStream<Uint8Array>;
  /** Bytes that were read out of `stream` so far. */
  size(): number;
}

/** Reads the beginning of a stream, however small its pieces are; holds one piece more at most. */
export async function peek(
  source: ReadableStream<Uint8Array>,
  bytes: number,
): Promise<Peeked> {
  const reader = source.getReader();
  const head = new Uint8Array(bytes);
  let filled = 0;
  let rest: Uint8Array | undefined;
  while (filled < bytes) {
    const { done, value } = await reader.read();
    if (done) break;
    const fits = value.subarray(0, bytes - filled);
    head.set(fits, filled);
    filled += fits.length;
    rest = value.subarray(fits.length);
  }
  const first = head.subarray(0, filled);
  const held = [first, rest].filter((piece) => piece?.length) as Uint8Array[];
  let size = 0;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = held.shift() ?? (await reader.read()).value;
      if (!piece) return controller.close();
      size += piece.length;
      controller.enqueue(piece);
    },
    cancel: (reason) => reader.cancel(reason),
    // Nothing is read before somebody asks for it.
  }, { highWaterMark: 0 });
  return { head: first, stream, size: () => size };
}
