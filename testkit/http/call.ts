import { FunctionsHttpError, type SupabaseClient } from '@supabase/supabase-js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Options {
  body?: Record<string, unknown>;
  headers?: Record<string, string>;
}

export interface Called {
  status: number;
  headers: Headers;
  // deno-lint-ignore no-explicit-any -- a test reads whatever the contract says is there
  body: any;
}

/** Calls a function through supabase-js; a refusal is an answer to look at, not an exception. */
export async function call(
  client: SupabaseClient,
  method: Method,
  path: string,
  { body, headers = {} }: Options = {},
): Promise<Called> {
  const { data, error, response } = await client.functions.invoke(path, { method, body, headers });
  if (error && !(error instanceof FunctionsHttpError)) throw error;
  const answer: Response = error ? error.context : response;
  return {
    status: answer.status,
    headers: answer.headers,
    body: error ? JSON.parse(await answer.text() || 'null') : data,
  };
}
