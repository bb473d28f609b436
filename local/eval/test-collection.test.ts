import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCollection } from './test-collection.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tatame-collection-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function collection(corpus: string, queries: string, qrels: string) {
  const files = { corpus: 'corpus.jsonl', queries: 'queries.jsonl', qrels: 'qrels.tsv' };
  const content = { corpus, queries, qrels };
  for (const key of ['corpus', 'queries', 'qrels'] as const) {
    files[key] = join(directory, files[key]);
    await writeFile(files[key], content[key]);
  }
  return await readCollection(files);
}

describe('readCollection', () => {
  it('reads both ways of naming ids, and skips queries without a relevant document', async () => {
    const { documents, queries, qrels } = await collection(
      '{"id":"1","title":"A","text":"a"}\r\n{"_id":2,"text":"b","metadata":{}}\n\n',
      '{"_id":"q1","text":"?"}\n{"id":"q2","text":"?"}',
      'query-id\tcorpus-id\tscore\nq1\t1\t2\nq1\t2\t0\nq2\t1\t0\n',
    );
    expect(documents).toEqual([{ id: '1', title: 'A', text: 'a' }, {
      id: '2',
      title: '',
      text: 'b',
    }]);
    expect(queries.map(({ id }) => id)).toEqual(['q1']);
    expect([...qrels.get('q1')!]).toEqual([['1', 2]]);
  });

  it('takes judgements without a line of names', async () => {
    const { qrels } = await collection('', '', 'q\td\t1');
    expect(qrels.get('q')?.get('d')).toBe(1);
  });

  it('says where a file is broken', async () => {
    await expect(collection('{"id":"1"}\n{', '', '')).rejects.toThrow(/corpus\.jsonl:2: /);
    await expect(collection('', '', 'q\td\t1\nq d 1')).rejects.toThrow(/qrels\.tsv:2: /);
  });
});
