import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pdf } from '../../../testkit/files/pdf.ts';
import { until } from '../jobs/support/jobs.ts';
import { type KnowledgeDatabase, knowledgeDatabase } from './support/knowledge.ts';

const PAGES = 150;
const workerFile = fileURLToPath(new URL('./support/knowledge-worker.ts', import.meta.url));

describe('the processing of a long document', () => {
  let at: KnowledgeDatabase;
  let directory: string;
  let worker: ChildProcess | undefined;
  beforeAll(async () => {
    at = await knowledgeDatabase();
    directory = await mkdtemp(join(tmpdir(), 'tatame-knowledge-'));
  });
  afterEach(() => void worker?.kill('SIGKILL'));
  afterAll(async () => {
    await at.drop();
    await rm(directory, { recursive: true, force: true });
  });

  const parts = async () => {
    const [row] = await at.admin<{ count: number }[]>`
      select count(*)::int as count from private.document_parts`;
    return row!.count;
  };

  it('survives a worker that is killed after every slice it commits', async () => {
    const owner = await at.arrive('owner');
    const bytes = pdf(Array.from({ length: PAGES }, (_, page) => [
      { text: `Lesson ${page + 1}`, size: 18 },
      { text: `This is what page ${page + 1} says.` },
    ]));
    const file = join(directory, 'manual.pdf');
    await writeFile(file, bytes);
    const { document } = await at.upload(owner, 'manual.pdf', bytes);

    let kills = 0;
    for (let seen = 0; seen < PAGES; kills++) {
      worker = fork(workerFile, [at.systemUrl, file], { execArgv: ['--import', 'tsx'] });
      await until(async () => await parts() > seen);
      const gone = new Promise((exited) => worker!.once('exit', exited));
      worker.kill('SIGKILL');
      await gone;
      seen = await parts();
    }
    expect(kills).toBeGreaterThan(1);
    await at.makeDue();
    await at.run();

    expect(await at.document(document.id)).toMatchObject({ processing_status: 'ready' });
    const expected = Array.from({ length: PAGES }, (_, page) => `what page ${page + 1} says`);
    const text = await at.text(document.id);
    expect(text.match(/what page \d+ says/g)).toEqual(expected);
    const chunks = await at.chunks(document.id);
    expect(chunks.map(({ content }) => content).join().match(/what page \d+ says/g)).toEqual(
      expected,
    );
    for (const { content, start_offset, end_offset } of chunks) {
      expect(text.slice(start_offset, end_offset)).toBe(content);
    }
  }, 120_000);
});
