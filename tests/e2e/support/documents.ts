import { randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import { expect } from 'vitest';
import type { Document } from '../../../src/knowledge/documents/contract.ts';
import { call } from '../../../testkit/http/call.ts';
import { stack, supabase } from '../../../testkit/http/stack.ts';

export interface Person {
  client: SupabaseClient;
  token: string;
}

/** Somebody who has just signed up. */
export async function person(name: string): Promise<Person> {
  const client = supabase();
  const { data, error } = await client.auth.signUp({
    email: `${name.toLowerCase()}-${randomUUID()}@example.test`,
    password: randomUUID(),
  });
  if (error) throw error;
  return { client, token: data.session!.access_token };
}

/** What a newcomer does with one `curl --data-binary`. */
export async function upload(
  { token }: Person,
  filename: string,
  content: Uint8Array | string,
  query: Record<string, string> = {},
  headers: Record<string, string> = { 'content-type': 'application/octet-stream' },
) {
  const params = new URLSearchParams({ filename, ...query });
  const url = `${stack().status.api_url}/functions/v1/knowledge/documents/upload?${params}`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, ...headers },
    body: content as BodyInit,
  });
  return { status: answer.status, body: await answer.json() };
}

export const read = (client: SupabaseClient, id: string) =>
  call(client, 'GET', `knowledge/documents/${id}`);

/** The document when its processing has ended, one way or the other. */
export async function processed({ client }: Person, id: string): Promise<Document> {
  let document: Document | undefined;
  await expect.poll(async () => {
    document = (await read(client, id)).body;
    return document?.processing_status;
  }, { timeout: 45_000, interval: 200 }).toMatch(/ready|failed/);
  return document!;
}

export async function textOf({ client }: Person, id: string): Promise<string> {
  let text = '';
  for (let cursor = ''; cursor !== null;) {
    const query = new URLSearchParams({ limit: '100', ...(cursor && { cursor }) });
    const { body } = await call(client, 'GET', `knowledge/documents/${id}/text?${query}`);
    text += body.items.map(({ content }: { content: string }) => content).join('');
    cursor = body.next_cursor;
  }
  return text;
}

interface ChunkRow {
  heading: string | null;
  content: string;
  start_offset: number;
  end_offset: number;
}

/** Chunks as the Data API shows them to this person. */
export async function chunksOf({ client }: Person, id: string): Promise<ChunkRow[]> {
  const { data, error } = await client.from('document_chunks')
    .select('heading, content, start_offset, end_offset').eq('document_id', id).order('position');
  if (error) throw error;
  return data;
}

export const objectsOf = async (userId: string) => {
  const admin = supabase({ key: stack().status.secret_key });
  const { data } = await admin.storage.from('documents').list(userId);
  return (data ?? []).map(({ name }) => name);
};
