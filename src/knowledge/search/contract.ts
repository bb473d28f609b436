import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { text } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';
import { documentChunks } from '../../db/schema/knowledge/document-chunks.ts';

const chunkRow = createSelectSchema(documentChunks, {
  id: z.guid(),
  document_id: z.guid(),
  gym_id: z.guid().nullable(),
  heading: z.string().nullable().meta({ description: 'What it stands under' }),
  position: z.int().meta({ description: 'Counts the passages of the document from 0' }),
  start_offset: z.int().meta({ description: 'In the extracted text, UTF-16 code units' }),
  end_offset: z.int().meta({ description: 'Not part of it any more' }),
});

/** A stretch of a text, in UTF-16 code units; the end is not part of it. */
export const TextRange = z.object({ start: z.int(), end: z.int() })
  .meta({ id: 'TextRange', example: { start: 2, end: 9 } });
export type TextRange = z.output<typeof TextRange>;

export const SearchHit = chunkRow.pick({
  document_id: true,
  gym_id: true,
  heading: true,
  position: true,
  content: true,
  start_offset: true,
  end_offset: true,
}).extend({
  chunk_id: z.guid(),
  title: z.string().meta({ description: 'Of the document' }),
  score: z.number().meta({ description: 'Compares the hits of one search, and nothing else' }),
  highlights: z.array(TextRange).meta({ description: 'The words that were found, in `content`' }),
}).meta({
  id: 'SearchHit',
  example: {
    document_id: EXAMPLE.document_id,
    gym_id: EXAMPLE.gym_id,
    heading: 'Visitors',
    position: 4,
    content: 'A visitor pays a day fee at the desk.',
    start_offset: 2418,
    end_offset: 2455,
    chunk_id: EXAMPLE.chunk_id,
    title: 'House rules',
    score: 4.72,
    highlights: [{ start: 2, end: 9 }],
  },
});
export type SearchHit = z.output<typeof SearchHit>;

/** Passages one by one, or of each document only its best. */
export const SearchGroup = z.enum(['passage', 'document']);

export const SearchQuery = PageQuery.extend({
  q: text(1000).meta({ description: 'A question, in natural language or as keywords' }),
  gym_id: z.guid().optional().meta({ description: 'Only what is shared with this gym' }),
  document_id: z.guid().optional().meta({ description: 'Only this document' }),
  group: SearchGroup.default('passage'),
});

/** What a search is asked for; absent filters leave everything in that the caller may read. */
export interface SearchInput {
  q: string;
  gym_id?: string | undefined;
  document_ids?: string[] | undefined;
  group?: z.output<typeof SearchGroup>;
}
