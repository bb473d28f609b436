import { DocumentFailure } from '../../processing/failure.ts';
import { MAX_PDF_PART_BYTES, MAX_PDF_STREAM_BYTES } from '../../files/limits.ts';
import { inflate } from '../word/inflate.ts';

/** Smaller arrays are not worth counting: other code makes those too. */
const COUNTED_BYTES = 1024 * 1024;

/** What is decoded meanwhile: `grow` throws where it is too much, and `refused` remembers it. */
interface Meter {
  refused: boolean;
  grow(by: number, to: number): void;
}

let before: Promise<unknown> = Promise.resolve();

/**
 * Lets PDF.js work while no stream that it decodes may outgrow its bound, whichever filters made it
 * and however they are written. PDF.js knows no such bound, and only it knows for certain what it
 * will decode. It decodes in two ways: by the platform's `DecompressionStream`, which is lent one
 * that stops, and by filters of its own, each of which copies what there is into an array twice as
 * large. That copy is counted, and refused when it is too large.
 *
 * Such calls run one after another, because what is lent is the whole isolate's.
 * @throws DocumentFailure `archive_too_large`, also where PDF.js would have gone on without a stream
 */
export function withBoundedStreams<T>(work: () => Promise<T>): Promise<T> {
  const turn = before.then(() => bounded(work));
  before = turn.catch(() => {});
  return turn;
}

async function bounded<T>(work: () => Promise<T>): Promise<T> {
  const meter = newMeter();
  const giveBack = lend(meter);
  try {
    const result = await work();
    if (meter.refused) throw new DocumentFailure('archive_too_large');
    return result;
  } catch (cause) {
    throw meter.refused ? new DocumentFailure('archive_too_large', { cause }) : cause;
  } finally {
    giveBack();
  }
}

function newMeter(): Meter {
  let grown = 0;
  return {
    refused: false,
    grow(by, to) {
      grown += by;
      this.refused ||= to > MAX_PDF_STREAM_BYTES || grown > MAX_PDF_PART_BYTES;
      if (this.refused) throw new DocumentFailure('archive_too_large');
    },
  };
}

function lend(meter: Meter): () => void {
  const { set } = Uint8Array.prototype;
  const { DecompressionStream } = globalThis;
  const counting: typeof set = function (this: Uint8Array, from, offset) {
    // What goes elsewhere than to the beginning fills an array that is there already.
    if (!offset && this.length >= COUNTED_BYTES) meter.grow(this.length, this.length);
    set.call(this, from, offset);
  };
  Object.assign(Uint8Array.prototype, { set: counting });
  Object.assign(globalThis, { DecompressionStream: decompressionStream(meter) });
  return () => {
    // It is inherited from the prototype of all typed arrays, and so it is again.
    Reflect.deleteProperty(Uint8Array.prototype, 'set');
    Object.assign(globalThis, { DecompressionStream });
  };
}

/** One that inflates piece by piece; for other formats there is none, and PDF.js uses its own. */
const decompressionStream = (meter: Meter) =>
  class {
    readonly writable: WritableStream<Uint8Array>;
    readonly readable: ReadableStream<Uint8Array>;

    constructor(format: string) {
      if (format !== 'deflate' && format !== 'deflate-raw') throw new TypeError(format);
      const given = new TransformStream<Uint8Array, Uint8Array>();
      this.writable = given.writable;
      const pieces = inflated(given.readable, format, meter);
      this.readable = new ReadableStream({
        async pull(controller) {
          const { done, value } = await pieces.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
      });
    }
  };

async function* inflated(
  given: ReadableStream<Uint8Array>,
  format: 'deflate' | 'deflate-raw',
  meter: Meter,
): AsyncGenerator<Uint8Array, undefined> {
  const deflated = new Uint8Array(await new Response(given).arrayBuffer());
  let size = 0;
  for await (const piece of inflate(deflated, format === 'deflate' ? 'zlib' : 'raw')) {
    size += piece.length;
    meter.grow(piece.length, size);
    yield piece;
  }
}
