import type { Person } from '../people/person.ts';
import type { Workbench } from '../workbench/workbench.ts';
import type { Permission } from './run-sql.ts';

export const METHODS = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

const READING: readonly Method[] = ['GET', 'HEAD'];

/** Rows asked for where the request names no limit of its own. */
export const LIMIT = 200;

export interface ApiCall {
  method: Method;
  /** Below `/rest/v1/`, with its query. */
  path: string;
  body: string;
}

export interface ApiAnswer {
  status: number;
  headers: [string, string][];
  /** Parsed where it is JSON. */
  body: unknown;
  kept: boolean;
  ms: number;
}

const TOLD = ['content-type', 'content-range', 'preference-applied', 'location'];

/**
 * Calls the Data API as a person, undone unless it is to be kept.
 *
 * @returns the answer; or what is wrong with the call
 */
export async function runDataApi(
  { method, path, body }: ApiCall,
  person: Person,
  { stack, doors }: Workbench,
  { write, commit }: Permission,
): Promise<ApiAnswer | { fault: string }> {
  if (!write && !READING.includes(method)) {
    return { fault: `${method} writes, and writing is switched off for this run.` };
  }
  const base = new URL('/rest/v1/', stack.localUrl);
  const url = new URL(path.trim().replace(/^\/?(rest\/v1\/)?/, ''), base);
  if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname)) {
    return { fault: 'The path leads out of /rest/v1/.' };
  }
  if (method === 'GET' && !url.searchParams.has('limit')) {
    url.searchParams.set('limit', String(LIMIT));
  }
  const token = await doors.tokenOf(person);
  const headers = new Headers({
    apikey: person.isSystem ? stack.secretKey : stack.publishableKey,
    ...token && { authorization: `Bearer ${token}` },
    ...body && { 'content-type': 'application/json' },
    prefer: 'return=representation',
  });
  const hasBody = !READING.includes(method) && body !== '';
  const request = new Request(url, { method, headers, body: hasBody ? body : undefined });
  const started = performance.now();
  const kept = write && commit;
  const answer = await stack.dataApi(request, kept);
  const text = await answer.text();
  return {
    status: answer.status,
    headers: [...answer.headers].filter(([name]) => TOLD.includes(name)),
    body: parse(text),
    kept,
    ms: performance.now() - started,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
