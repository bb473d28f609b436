import { contentTag, versionTag } from '../etag.ts';
import { EventStream } from '../event-stream.ts';
import { type HttpAnswer, Reply, reply } from './reply.ts';
import type { RouteSpec } from './spec.ts';
import type { z } from 'zod';

/** The handler answered something that its own contract refuses: a fault of ours, a 500. */
export class ResponseContractError extends Error {
  override readonly name = 'ResponseContractError';

  constructor(operation: string, error: z.ZodError) {
    const faults = error.issues.map(({ path, code }) => `${path.join('.') || '(root)'} ${code}`);
    super(`${operation} broke its response contract: ${faults.join(', ')}`);
  }
}

/** Parses what a handler returned with the route's contract and adds its validators. */
export async function toHttpAnswer(spec: RouteSpec, result: unknown): Promise<HttpAnswer> {
  if (result instanceof EventStream) return result.answer;
  const { data, init } = result instanceof Reply ? result : reply(result, {});
  if (!spec.response) {
    return {
      status: init.status ?? spec.status ?? 204,
      headers: { ...init.headers },
      body: undefined,
    };
  }
  const parsed = await spec.response.safeParseAsync(data);
  if (!parsed.success) throw new ResponseContractError(spec.id, parsed.error);
  return {
    status: init.status ?? spec.status ?? 200,
    headers: { ...await validators(spec, data, parsed.data), ...init.headers },
    body: parsed.data,
  };
}

/** What `z.instanceof(Uint8Array)` lets through: a verb makes bytes of its own, shared with nobody. */
export const isBytes = (body: unknown): body is Uint8Array<ArrayBuffer> =>
  body instanceof Uint8Array;

async function validators(
  { method, versioned, noStore }: RouteSpec,
  data: unknown,
  body: unknown,
): Promise<Record<string, string>> {
  if (noStore) return { 'cache-control': 'no-store' };
  if (method !== 'get' && !versioned) return {};
  const etag = versioned
    ? versionTag((data as { updated_at: Date }).updated_at)
    : await contentTag(isBytes(body) ? body : JSON.stringify(body));
  if (method !== 'get') return { etag };
  // Two callers' answers at one address may carry the same version.
  return { etag, 'cache-control': 'private, no-cache', 'vary': 'authorization' };
}
