import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runEvaluation } from '../../local/eval/run.ts';
import { readCollection } from '../../local/eval/test-collection.ts';
import { signToken, stack } from '../../testkit/http/stack.ts';

const ownFile = (name: string) =>
  fileURLToPath(new URL(`../../local/eval/corpus/${name}`, import.meta.url));

describe('the evaluation of our own collection', () => {
  it('stays above what it reached, where requiring every word finds little', async () => {
    const collection = await readCollection({
      corpus: ownFile('corpus.jsonl'),
      queries: ownFile('queries.jsonl'),
      qrels: ownFile('qrels.tsv'),
    });
    const { api_url: apiUrl, db_url: dbUrl } = stack().status;
    const { search, websearch } = await runEvaluation({ apiUrl, dbUrl, signToken }, collection);
    expect(search.queries).toBe(50);
    expect(search['nDCG@10']).toBeGreaterThan(0.92);
    expect(search['MRR@10']).toBeGreaterThan(0.93);
    expect(search['recall@10']).toBeGreaterThan(0.93);
    expect(search['without result']).toBe(0);
    expect(websearch['without result']).toBeGreaterThan(30);
  }, 180_000);
});
