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
}

/** The body of a request, which breaks off after `maxBytes`; throws 413 at once if it says it will. */
export function receive(request: Request, maxBytes: number): Upload {
  const tooLarge = () =>
    new ProblemError('body_too_large', { detail: `A file may have ${maxBytes} bytes.` });
  const declared = request.headers.get('content-length');
  const size = declared === null ? undefined : Number(declared);
  if (size !== undefined && size > maxBytes) throw tooLarge();
  let received = 0;
  let problem: ProblemError | undefined;
  const reader = (request.body ?? new Blob([]).stream()).getReader();
  const next = () =>
    reader.read().catch((cause) => {
      throw problem = new ProblemError('client_gone', { cause });
    });
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await next();
      if (done) return controller.close();
      received += value.length;
      if (received > maxBytes) {
        problem = tooLarge();
        await reader.cancel(problem);
        throw problem;
      }
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return {
    stream,
    type: request.headers.get('content-type') ?? '',
    size,
    brokenOff: () => problem,
  };
}
