import { declaredSize, receive } from './upload.ts';

/**
 * A request whose body has `maxBytes` at most. One that does not say its length is read here; the
 * server holds the others to theirs.
 * @throws ProblemError 413 `body_too_large`, 499 `client_gone`
 */
export async function limitBody(request: Request, maxBytes: number): Promise<Request> {
  if (!request.body) return request;
  const chunked = request.headers.has('transfer-encoding');
  if (declaredSize(request, maxBytes) !== undefined && !chunked) return request;
  const { stream, brokenOff } = receive(request, maxBytes);
  try {
    return new Request(request, { body: await new Response(stream).arrayBuffer() });
  } catch (error) {
    throw brokenOff() ?? error;
  }
}
