import type { StreamEvent } from './checker.ts';

/** Passes a stream of server-sent events on as it is, and shows each of them to `see`. */
export function eventsOf(
  see: (event: StreamEvent) => void,
): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  let pending = '';
  return new TransformStream({
    transform(bytes, controller) {
      controller.enqueue(bytes);
      const blocks = (pending + decoder.decode(bytes, { stream: true })).split('\n\n');
      pending = blocks.pop()!;
      for (const block of blocks) {
        const event = parse(block);
        if (event) see(event);
      }
    },
  });
}

/** Comments and the `retry` line are no events. */
function parse(block: string): StreamEvent | undefined {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  const [id, event, data] = [field('id'), field('event'), field('data')];
  if (event === undefined || data === undefined) return undefined;
  return { ...(id !== undefined && { id }), event, data: JSON.parse(data) };
}
