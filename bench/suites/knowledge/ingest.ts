import { Buffer } from 'node:buffer';
import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { extractText } from 'unpdf';
import { documents } from '../../../src/db/schema/index.ts';
import { enqueue } from '../../../src/jobs/enqueue.ts';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import { chunk } from '../../../src/knowledge/processing/chunk.ts';
import { fileTypes } from '../../../src/knowledge/files/file-types.ts';
import { processDocument } from '../../../src/knowledge/processing/process-document.ts';
import { openDoors } from '../../../testkit/door/doors.ts';
import { pdf } from '../../../testkit/files/pdf.ts';
import { measured } from '../../line.ts';
import { compare, interleave, timed } from '../../measure.ts';
import type { Suite } from '../../suite.ts';
import { createMember } from '../../support/member.ts';
import { prose } from '../../support/prose.ts';

const TEXT_LENGTH = 2_000_000;
const PDF_PAGES = 200;
const MB = 1_000_000;

/**
 * How much text per second goes from a file through the queue to an indexed, ready document. The floor
 * of Markdown is Postgres alone: the same passages inserted into a bare table with the same kind of
 * index. That of a PDF is `unpdf` alone, reading the same file.
 */
export const ingest: Suite = {
  title: 'ingest',
  lines: ['ingest.mb_per_s', 'ingest.mb_per_s.pdf'],

  async run({ resources, progress }) {
    const database = await resources.database();
    const door = openDoors(database);
    resources.onClose(door.end);
    const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
    resources.onClose(() => admin.end());
    await admin`
      create table private.bench_passages (
        content text not null,
        search_vector tsvector generated always as (to_tsvector('english', content)) stored
      )`;
    await admin`create index on private.bench_passages using gin (search_vector)`;
    const db = door.asSystem('bench');
    const user_id = await createMember(door);

    /** The same file twice is one document: every round needs words of its own. */
    let round = 0;
    const text = () => `Round ${round++}.\n\n${prose(TEXT_LENGTH)}`;
    const pages = () =>
      pdf(
        Array.from({ length: PDF_PAGES }, () =>
          prose(2_500).match(/.{1,80}(\s|$)/g)!.map((line) => ({ text: `${round++} ${line}` }))),
      );

    async function process(file: Uint8Array, filename: string, file_type: string): Promise<number> {
      const files = {
        download: () => Promise.resolve(new Blob([file as BlobPart]).stream()),
      };
      const [row] = await db.insert(documents).values({
        user_id,
        title: filename,
        filename,
        file_type,
        file_size: file.length,
        processing_status: 'processing',
      }).returning({ id: documents.id });
      const document_id = row!.id;
      await enqueue(db, processDocument, { document_id });
      const jobs = [registerJob(processDocument, { db, files })];
      const ms = await timed(() => runJobs({ db, jobs }, { budgetMs: 240_000 }));
      const [done] = await db.select().from(documents).where(eq(documents.id, document_id));
      if (done?.processing_status !== 'ready') throw new Error(`Not ready: ${done?.error}`);
      const [read] = await admin<{ bytes: number }[]>`
        select sum(octet_length(content))::int as bytes from private.document_parts
        where document_id = ${document_id}`;
      await admin`delete from documents where id = ${document_id}`;
      return read!.bytes / MB / (ms / 1000);
    }

    async function insertOnly(content: string): Promise<number> {
      const passages = [...chunk(content)];
      const ms = await timed(async () => {
        for (let at = 0; at < passages.length; at += 500) {
          const rows = JSON.stringify(passages.slice(at, at + 500));
          await admin`
            insert into private.bench_passages (content)
            select content from jsonb_to_recordset(${rows}::text::jsonb) as passage (content text)`;
        }
      });
      await admin`truncate private.bench_passages`;
      return Buffer.byteLength(content) / MB / (ms / 1000);
    }

    async function extractOnly(file: Uint8Array): Promise<number> {
      let bytes = 0;
      const ms = await timed(async () => {
        const { text } = await extractText(file);
        bytes = Buffer.byteLength(text.join('\n'));
      });
      return bytes / MB / (ms / 1000);
    }

    const samples = await interleave({
      insert: () => insertOnly(text()),
      markdown: () => process(Buffer.from(text()), 'bench.md', fileTypes.markdown),
      extract: () => extractOnly(pages()),
      pdf: () => process(pages(), 'bench.pdf', fileTypes.pdf),
    }, { rounds: 5, onRound: progress });
    return [
      measured('ingest.mb_per_s', 'MB/s', compare(samples.markdown, samples.insert)),
      measured('ingest.mb_per_s.pdf', 'MB/s', compare(samples.pdf, samples.extract)),
    ];
  },
};
