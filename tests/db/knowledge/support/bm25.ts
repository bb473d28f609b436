import type { Sql } from 'postgres';

/** The lexemes of one chunk with how often each is in the title, the headings and the content. */
interface Indexed {
  id: string;
  length: number;
  terms: Map<string, { title: number; heading: number; content: number }>;
}

/**
 * The ranking of SEARCH.md written down a second time, in the plainest way: every chunk of an owner
 * is read and counted. Phrases are left out; ask for words that do not stand side by side.
 */
export async function referenceScores(
  sql: Sql,
  ownerId: string,
  question: string,
): Promise<Map<string, number>> {
  const rows = await sql<
    { id: string; length: number; lexeme: string; weights: string[] }[]
  >`select c.id, c.token_count as length, lexeme, weights
    from document_chunks c, unnest(search_vector) where user_id = ${ownerId}`;
  const chunks = new Map<string, Indexed>();
  for (const { id, length, lexeme, weights } of rows) {
    const chunk = chunks.get(id) ?? { id, length, terms: new Map() };
    const count = (weight: string) => weights.filter((given) => given === weight).length;
    chunk.terms.set(lexeme, { title: count('A'), heading: count('B'), content: count('D') });
    chunks.set(id, chunk);
  }
  const asked = await sql<{ lexeme: string }[]>`
    select lexeme from unnest(to_tsvector('english', ${question}))`;
  const mean = [...chunks.values()].reduce((sum, { length }) => sum + length, 0) / chunks.size;

  const scores = new Map<string, number>();
  for (const { lexeme } of asked) {
    const having = [...chunks.values()].filter(({ terms }) => terms.has(lexeme));
    const idf = Math.log(1 + (chunks.size - having.length + 0.5) / (having.length + 0.5));
    for (const { id, length, terms } of having) {
      const { title, heading, content } = terms.get(lexeme)!;
      const tf = title + heading + content + Number(title > 0) + 0.5 * Number(heading > 0);
      const part = idf * 2.2 * tf / (tf + 1.2 * (0.25 + 0.75 * length / mean));
      scores.set(id, (scores.get(id) ?? 0) + part);
    }
  }
  return scores;
}
