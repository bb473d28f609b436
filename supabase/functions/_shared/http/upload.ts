import { ProblemError } from '../problems/problem.ts';

/** A body that is not JSON, as it arrives. */
export interface Upload {
  stream: ReadableStream<Uint8Array>;
  /** `Content-Type`, '' where none was sent. */
  type: string;
  /** `Content-Length`, where it was sent. */
  size: number | undefined;
  /** Why the stream broke off, if it did: the body was too long, or its sender hung up. */
  brokenOff(): ProblemError | undefined;
  /** Reads no further. What is left of the body is not cancelled: see `readRest`. */
  leave(): void;
}

/** The body of a request, which breaks off after `maxBytes`; throws 413 at once if it says it will. */
export function receive(request: Request, maxBytes: number): Upload {
  const size = declaredSize(request, maxBytes);
  const body = request.body ?? new Blob([]).stream();
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let received = 0;
  let left = false;
  let problem: ProblemError | undefined;
  const next = () =>
    (reader ??= body.getReader()).read().catch((cause) => {
      if (left) throw cause;
      throw problem = new ProblemError('client_gone', { cause });
    });
  const leave = () => {
    left = true;
    reader?.releaseLock();
  };
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await next();
      if (done) return controller.close();
      received += value.length;
      if (received > maxBytes) {
        leave();
        throw problem = tooLarge(maxBytes);
      }
      controller.enqueue(value);
    },
    cancel: leave,
    // Nothing is read before somebody asks for it.
  }, { highWaterMark: 0 });
  return {
    stream,
    type: request.headers.get('content-type') ?? '',
    size,
    brokenOff: () => problem,
    leave,
  };
}

/** The length that a body says it has, if it does; throws 413 where that is too much. */
export function declaredSize({ headers }: Request, maxBytes: number): number | undefined {
  const declared = headers.get('content-length');
  const size = declared === null ? undefined : Number(declared);
  if (size !== undefined && size > maxBytes) throw tooLarge(maxBytes);
  return size;
}

const tooLarge = (maxBytes: number) =>
  new ProblemError('body_too_large', { detail: `A body may have ${maxBytes} bytes.` });
