import type { z } from 'zod';
import { contentTag, versionTag } from './etag.ts';
import { EventStream } from './event-stream.ts';

/** What goes out: already parsed with the contract, and the same when it is replayed. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** JSON, a stream of bytes, or undefined for none. */
  body: unknown;
}

interface ReplyInit {
  status?: number;
  headers?: Record<string, string>;
}

/** A handler's answer when plain data does not say it all. */
export class Reply<T> {
  constructor(readonly data: T, readonly init: ReplyInit) {}
}

export const reply = <T>(data: T, init: ReplyInit): Reply<T> => new Reply(data, init);

/** The handler answered something that its own contract refuses: a fault of ours, a 500. */
export class ResponseContractError extends Error {
  override readonly name = 'ResponseContractError';

  constructor(operation: string, error: z.ZodError) {
    const faults = error.issues.map(({ path, code }) => `${path.join('.') || '(root)'} ${code}`);
    super(`${operation} broke its response contract: ${faults.join(', ')}`);
  }
}

interface AnswerSpec<R extends z.ZodType> {
  id: string;
  method: string;
  response?: R;
  status?: number;
  version?: (value: z.input<R>) => Date;
  noStore?: boolean;
}

/** Parses what a handler returned with the route's contract and adds its validators. */
export async function toAnswer<R extends z.ZodType>(
  spec: AnswerSpec<R>,
  result: z.input<R> | Reply<z.input<R>> | EventStream,
): Promise<Answer> {
  if (result instanceof EventStream) return result.answer;
  const { data, init } = result instanceof Reply ? result : reply(result, {});
  if (!spec.response) {
    return { status: init.status ?? 204, headers: { ...init.headers }, body: undefined };
  }
  const parsed = await spec.response.safeParseAsync(data);
  if (!parsed.success) throw new ResponseContractError(spec.id, parsed.error);
  return {
    status: init.status ?? spec.status ?? 200,
    headers: { ...await validators(spec, data, parsed.data), ...init.headers },
    body: parsed.data,
  };
}

async function validators<R extends z.ZodType>(
  spec: AnswerSpec<R>,
  data: z.input<R>,
  body: unknown,
): Promise<Record<string, string>> {
  const isGet = spec.method === 'get';
  if (spec.noStore) return { 'cache-control': 'no-store' };
  if (!isGet && !spec.version) return {};
  const etag = spec.version
    ? versionTag(spec.version(data))
    : await contentTag(JSON.stringify(body));
  if (!isGet) return { etag };
  // Two callers' answers at one address may carry the same version.
  return { etag, 'cache-control': 'private, no-cache', 'vary': 'authorization' };
}
