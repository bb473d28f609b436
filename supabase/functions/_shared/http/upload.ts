import { ProblemError } from '../problems/problem.ts';

/** A body that is not JSON, as it arrives. */
export interface Upload {
  stream: ReadableStream<Uint8Array>;
  /** `Content-Type`, '' where none was sent. */
  type: string;
  /** `Content-Length`, where it was sent. */
  size: number | undefined;
  /** Set once the body turned out to be too long: the reason why the stream broke off. */
  tooLong(): ProblemError | undefined;
}

/** The body of a request, which breaks off after `maxBytes`; throws 413 at once if it says it will. */
export function receive(request: Request, maxBytes: number): Upload {
  const tooLarge = () =>
    new ProblemError(413, 'body_too_large', `A file may have ${maxBytes} bytes.`);
  const declared = request.headers.get('content-length');
  const size = declared === null ? undefined : Number(declared);
  if (size !== undefined && size > maxBytes) throw tooLarge();
  let received = 0;
  let problem: ProblemError | undefined;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      received += bytes.length;
      if (received <= maxBytes) return controller.enqueue(bytes);
      problem = tooLarge();
      controller.error(problem);
    },
  });
  return {
    stream: (request.body ?? new Blob([]).stream()).pipeThrough(limit),
    type: request.headers.get('content-type') ?? '',
    size,
    tooLong: () => problem,
  };
}
