import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Judgements } from './metrics.ts';

export interface SourceDocument {
  id: string;
  title: string;
  text: string;
}

export interface Query {
  id: string;
  text: string;
}

export interface TestCollection {
  documents: SourceDocument[];
  /** Those that have at least one relevant document. */
  queries: Query[];
  qrels: Map<string, Judgements>;
}

export interface CollectionFiles {
  /** JSON Lines of `{ id, title, text }`; `_id` will do, as BEIR has it. */
  corpus: string;
  /** JSON Lines of `{ id, text }`. */
  queries: string;
  /** `query-id<TAB>doc-id<TAB>relevance`, with or without a first line of names. */
  qrels: string;
}

/** Reads a collection. @throws with the file and line of what cannot be understood */
export async function readCollection(files: CollectionFiles): Promise<TestCollection> {
  const documents = await readLines(files.corpus, (line) => {
    const { _id, id = _id, title, text } = JSON.parse(line);
    return { id: required(id), title: String(title ?? '').trim(), text: String(text ?? '').trim() };
  });
  const queries = await readLines(files.queries, (line) => {
    const { _id, id = _id, text } = JSON.parse(line);
    return { id: required(id), text: required(text) };
  });
  const qrels = new Map<string, Map<string, number>>();
  await readLines(files.qrels, (line, number) => {
    const [query, document, relevance] = line.split('\t');
    const grade = Number(relevance);
    if (!query || !document || relevance === undefined || Number.isNaN(grade)) {
      if (number === 1) return;
      throw new SyntaxError('expected query-id, doc-id and relevance, with tabs between them');
    }
    if (grade > 0) qrels.set(query, (qrels.get(query) ?? new Map()).set(document, grade));
  });
  return { documents, queries: queries.filter(({ id }) => qrels.has(id)), qrels };
}

function required(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new SyntaxError('a field that is needed is missing');
  }
  return String(value);
}

async function readLines<T>(
  path: string,
  parse: (line: string, number: number) => T,
): Promise<T[]> {
  const values: T[] = [];
  let number = 0;
  for await (
    const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })
  ) {
    number++;
    if (line.trim() === '') continue;
    try {
      values.push(parse(number === 1 ? line.replace(/^\uFEFF/, '') : line, number));
    } catch (error) {
      throw new Error(`${path}:${number}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return values;
}
