import { setTimeout as sleep } from 'node:timers/promises';

export interface KnowledgeClient {
  /** Sends a text as a file; answers the document's id. */
  upload(id: string, title: string, text: string): Promise<string>;
  /** The id that the document goes by now: a twin's, if the same text was there before. */
  currentId(documentId: string): Promise<string>;
  /** The documents with the best passages, best first. */
  search(question: string, limit: number): Promise<string[]>;
}

/** Speaks to the `knowledge` function over HTTP as a person; waits when asked to slow down. */
export function knowledgeClient(apiUrl: string, token: string): KnowledgeClient {
  async function request(path: string, init: RequestInit = {}): Promise<unknown> {
    for (;;) {
      const answer = await fetch(`${apiUrl}/functions/v1/knowledge${path}`, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${token}` },
      });
      const body = await answer.json();
      if (answer.ok) return body;
      const retryAfter = Number(answer.headers.get('retry-after'));
      if (retryAfter > 0) await sleep(retryAfter * 1_000);
      else throw new Error(`${answer.status} ${body.code}: ${body.detail}`);
    }
  }
  return {
    async upload(id, title, text) {
      const query = new URLSearchParams({ filename: `${id.slice(-200)}.txt` });
      // A title may have 200 characters; a document without one goes by its id.
      if (title !== '') query.set('title', title.slice(0, 200));
      const document = await request(`/documents/upload?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        body: text || title || id,
      });
      return (document as { id: string }).id;
    },
    async currentId(documentId) {
      return (await request(`/documents/${documentId}`) as { id: string }).id;
    },
    async search(question, limit) {
      const query = new URLSearchParams({
        q: question.slice(0, 1_000),
        group: 'document',
        limit: String(limit),
      });
      const { items } = await request(`/search?${query}`) as { items: { document_id: string }[] };
      return items.map(({ document_id }) => document_id);
    },
  };
}
