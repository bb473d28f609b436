import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import type { Stack } from '../stack/stack.ts';
import { inParallel } from './in-parallel.ts';
import { type KnowledgeClient, knowledgeClient } from './knowledge-client.ts';
import { evaluate, type Evaluation } from './metrics.ts';
import type { Query, TestCollection } from './test-collection.ts';

const LANES = 6;
const POLL_MS = 300;

type Progress = (stage: string, done: number, total: number) => void;
type Rankings = Map<string, string[]>;

export interface Comparison {
  search: Evaluation;
  /** The same questions to `websearch_to_tsquery`, which wants every word, ranked by `ts_rank_cd`. */
  websearch: Evaluation;
}

/**
 * Puts a collection through the real thing, as a new person: every document is uploaded, made
 * searchable by jobs, and every query asked at the endpoint.
 *
 * @param stack in which this person finds nothing else, as its own documents are all they see
 */
export async function runEvaluation(
  stack: Pick<Stack, 'apiUrl' | 'dbUrl' | 'signToken'>,
  collection: TestCollection,
  onProgress: Progress = () => {},
): Promise<Comparison> {
  const subject = randomUUID();
  const token = await stack.signToken({
    sub: subject,
    email: `${subject}@tatame.test`,
    exp: Math.floor(Date.now() / 1_000) + 24 * 3_600,
  });
  const client = knowledgeClient(stack.apiUrl, token);
  const sql = postgres(stack.dbUrl, { max: 1, onnotice: () => {} });
  try {
    const sources = await ingest(client, sql, subject, collection, onProgress);
    const ask = async (stage: string, work: (query: Query) => Promise<string[]>) => {
      const answers = await inParallel(
        collection.queries,
        LANES,
        async (query) =>
          [query.id, (await work(query)).flatMap((id) => sources.get(id) ?? [])] as const,
        (done, total) => onProgress(stage, done, total),
      );
      return new Map(answers) satisfies Rankings;
    };
    return {
      search: evaluate(
        await ask('search', ({ text }) => client.search(text, 10)),
        collection.qrels,
      ),
      websearch: evaluate(
        await ask('websearch', ({ text }) => websearch(sql, subject, text)),
        collection.qrels,
      ),
    };
  } finally {
    await sql.end();
  }
}

/** Uploads, and waits until all is searchable; answers which source documents each document is. */
async function ingest(
  client: KnowledgeClient,
  sql: postgres.Sql,
  subject: string,
  { documents }: TestCollection,
  onProgress: Progress,
): Promise<Map<string, string[]>> {
  const ids = await inParallel(
    documents,
    LANES,
    ({ id, title, text }) => client.upload(id, title, text),
    (done, total) => onProgress('upload', done, total),
  );
  let states: { id: string; processing_status: string; error: string | null }[];
  for (;;) {
    states = await sql`
      select d.id, processing_status, error from documents d join users u on u.id = d.user_id
      where u.subject = ${subject}`;
    const ended = states.filter(({ processing_status }) => /ready|failed/.test(processing_status));
    onProgress('index', ended.length, states.length);
    if (ended.length === states.length) break;
    await sleep(POLL_MS);
  }
  const failed = states.find(({ processing_status }) => processing_status === 'failed');
  if (failed) throw new Error(`A document could not be processed: ${failed.error}`);

  const known = new Set(states.map(({ id }) => id));
  const sources = new Map<string, string[]>();
  for (const [i, id] of ids.entries()) {
    const current = known.has(id) ? id : await client.currentId(id);
    sources.set(current, [...sources.get(current) ?? [], documents[i]!.id]);
  }
  return sources;
}

async function websearch(sql: postgres.Sql, subject: string, question: string): Promise<string[]> {
  const rows = await sql<{ document_id: string }[]>`
    select c.document_id
    from document_chunks c join users u on u.id = c.user_id,
      websearch_to_tsquery('english', ${question}) query
    where u.subject = ${subject} and c.search_vector @@ query
    group by c.document_id
    order by max(ts_rank_cd(c.search_vector, query)) desc, c.document_id limit 10`;
  return rows.map(({ document_id }) => document_id);
}
