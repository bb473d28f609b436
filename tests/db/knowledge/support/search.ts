import type { Caller } from '../../../../src/caller.ts';
import type { SearchHit, SearchInput } from '../../../../src/knowledge/search/contract.ts';
import { searchDocuments } from '../../../../src/knowledge/search/search-documents.ts';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { knowledgeDatabase } from './knowledge.ts';

export interface Passage {
  content: string;
  heading?: string | null;
}

/** A database with people and gyms in which passages are written without going through files. */
export async function searchDatabase(create?: () => Promise<TestDatabase>) {
  const at = await knowledgeDatabase(create);
  return {
    ...at,
    /** A document with these passages, one after the other in its text; answers its id. */
    async write(
      owner: Caller,
      title: string,
      passages: (Passage | string)[],
      gym_id: string | null = null,
    ): Promise<string> {
      const [document] = await at.admin<{ id: string }[]>`
        insert into documents ${
        at.admin({
          user_id: owner.userId,
          gym_id,
          title,
          filename: 'a.txt',
          file_type: 'text/plain',
          file_size: 1,
          processing_status: 'ready',
        })
      } returning id`;
      let end_offset = 0;
      const rows = passages.map((passage, position) => {
        const { content, heading = null } = typeof passage === 'string'
          ? { content: passage }
          : passage;
        const start_offset = end_offset;
        end_offset += content.length;
        return { document_id: document!.id, position, heading, content, start_offset, end_offset };
      });
      if (rows.length > 0) await at.admin`insert into document_chunks ${at.admin(rows)}`;
      return document!.id;
    },
    /** The first hits as the caller. */
    async search(caller: Caller, input: SearchInput | string, limit = 10): Promise<SearchHit[]> {
      const query = typeof input === 'string' ? { q: input } : input;
      const page = { limit, after: undefined };
      return (await searchDocuments(at.as(caller), { ...query, page })).items;
    },
  };
}

export type SearchDatabase = Awaited<ReturnType<typeof searchDatabase>>;
