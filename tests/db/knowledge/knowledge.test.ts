import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/caller.ts';
import { cancelJob } from '../../../src/jobs/operations/cancel-job.ts';
import type { UpdateDocumentInput } from '../../../src/knowledge/documents/contract.ts';
import { listDocuments } from '../../../src/knowledge/documents/list-documents.ts';
import { readDocument } from '../../../src/knowledge/documents/read-document.ts';
import { readText } from '../../../src/knowledge/documents/read-text.ts';
import { retryDocument } from '../../../src/knowledge/documents/retry-document.ts';
import { updateDocument } from '../../../src/knowledge/documents/update-document.ts';
import { type KnowledgePeople, knowledgePeople } from './support/people.ts';
import { pdf } from '../../../testkit/files/pdf.ts';

let at: KnowledgePeople['at'];
let gym: KnowledgePeople['gym'];
let manager: KnowledgePeople['manager'];
let ready: KnowledgePeople['ready'];
let someText: KnowledgePeople['someText'];
let stranger: KnowledgePeople['stranger'];
let student: KnowledgePeople['student'];

beforeAll(async () => {
  ({ at, gym, manager, ready, someText, stranger, student } = await knowledgePeople());
});
afterAll(() => at.drop());

const as = (caller: Caller) => at.as(caller);
const update = (who: Caller, document_id: string, body: UpdateDocumentInput, version?: Date) =>
  updateDocument(as(who), { document_id, body, version });

describe('processing', () => {
  it('makes a file searchable, with offsets into the text that can be read', async () => {
    const document = await ready(student);
    expect(document).toMatchObject({ processing_status: 'ready', error: null, title: 'belts' });
    expect(document.content_hash).toMatch(/^[0-9a-f]{64}$/);
    const { items } = await readText(as(student), {
      document_id: document.id,
      page: { limit: 10, after: undefined },
    });
    const text = items.map(({ content }) => content).join('');
    const chunks = await at.chunks(document.id);
    expect(chunks.map(({ heading }) => heading)).toEqual(['Belts', 'Belts › Blue']);
    for (const { content, start_offset, end_offset } of chunks) {
      expect(text.slice(start_offset, end_offset)).toBe(content);
    }
  });

  it('weighs title, heading and content, and counts the words of the content', async () => {
    const { document } = await at.upload(
      student,
      'Armbar notes.md',
      '# Guard\n\nHip hip escape 77.',
    );
    await at.run();
    const [chunk] = await at.chunks(document.id);
    expect(chunk!.search_vector).toContain("'armbar':1A");
    expect(chunk!.search_vector).toContain("'guard':3B");
    expect(chunk!.search_vector).toMatch(/'hip':4,5 /);
    expect(chunk!.token_count).toBe(4);
  });

  it('goes on where a worker was killed, and does nothing twice', async () => {
    const pages = Array.from(
      { length: 120 },
      (_, i) => [{ text: `This is page number ${i + 1}.` }],
    );
    const { document } = await at.upload(student, 'long.pdf', pdf(pages));
    let attempts = 0;
    await at.runAround(async (usual) => {
      // The second slice dies after its work and before its commit, as a killed worker's does.
      const outcome = await usual();
      if (++attempts === 2) throw new Error('killed');
      return outcome;
    });
    expect(await at.document(document.id)).toMatchObject({
      processing_status: 'processing',
      processing_done: 50,
      processing_total: 120,
    });
    await at.makeDue();
    await at.run();
    expect(await at.document(document.id)).toMatchObject({ processing_status: 'ready' });
    const text = await at.text(document.id);
    expect(text.match(/page number \d+/g)).toEqual(
      pages.map((_, i) => `page number ${i + 1}`),
    );
    const chunks = await at.chunks(document.id);
    expect(chunks.map(({ content }) => content).join(' ').match(/page number \d+/g)).toHaveLength(
      120,
    );
  });

  it.each([
    ['scan.pdf', pdf(['scan', 'scan', 'scan']), 'no_text'],
    ['blank.txt', ' \n\t ', 'no_text'],
    ['photo.pdf', '\x89PNG\0', 'wrong_type'],
    ['broken.docx', 'PK\x03\x04 and then nothing', 'unreadable'],
  ])('ends %s in a failure that says why', async (filename, content, error) => {
    const { document } = await at.upload(student, filename, content);
    const { dead, succeeded } = await at.run();
    expect({ dead, succeeded }).toEqual({ dead: 0, succeeded: 1 });
    const failed = await readDocument(as(student), { document_id: document.id });
    expect(failed).toMatchObject({ processing_status: 'failed', error });
    expect(failed.error_message).toMatch(/^The .*\.$/);
    expect(await at.chunks(document.id)).toEqual([]);
  });

  it('never leaves a document waiting for a job that ended', async () => {
    const { document } = await at.upload(student, 'dead.txt', someText());
    await at.admin`update private.jobs set max_attempts = 1 where dedupe_key = ${document.id}`;
    await at.runAround(() => Promise.reject(new Error('no')));
    expect(await at.document(document.id))
      .toMatchObject({ processing_status: 'failed', error: 'processing_failed' });
    expect((await retryDocument(as(student), { document_id: document.id })).processing_status).toBe(
      'processing',
    );
    const [job] = await at.admin`
      select id from private.jobs where dedupe_key = ${document.id} and status = 'queued'`;
    await cancelJob(at, { job_id: job!.id });
    expect(await at.document(document.id))
      .toMatchObject({ processing_status: 'failed', error: 'cancelled' });
    await retryDocument(as(student), { document_id: document.id });
    await at.run();
    expect(await at.document(document.id)).toMatchObject({
      processing_status: 'ready',
      error: null,
    });
  });
});

describe('the same file', () => {
  it('is one document for its owner, and its second id leads there', async () => {
    const text = someText();
    const both = await Promise.all([
      at.upload(student, 'a.md', text),
      at.upload(student, 'b.md', text),
    ]);
    await at.run();
    await at.makeDue();
    await at.run();
    const read = await Promise.all(
      both.map(({ document }) => readDocument(as(student), { document_id: document.id })),
    );
    expect(read[0]!.id).toBe(read[1]!.id);
    expect(read[0]).toMatchObject({ processing_status: 'ready' });
    const third = await at.upload(student, 'c.md', text);
    expect(third).toMatchObject({ created: false, document: { id: read[0]!.id } });
    await at.run();
    const { items } = await listDocuments(as(student), { page: { limit: 100, after: undefined } });
    expect(items.filter(({ content_hash }) => content_hash === read[0]!.content_hash)).toHaveLength(
      1,
    );
    // The files of the others are gone as well.
    const kept = [...at.files.objects].filter(([, bytes]) =>
      new TextDecoder().decode(bytes) === text
    );
    expect(kept.map(([path]) => path)).toEqual([(await at.document(read[0]!.id))!.file_path]);
    await expect(readDocument(as(stranger), { document_id: both[0]!.document.id })).rejects
      .toThrow();
    await expect(readDocument(as(stranger), { document_id: both[1]!.document.id })).rejects
      .toThrow();
  });

  it('is another document for somebody else, and for the gym', async () => {
    const text = someText();
    const ids = [
      await ready(student, undefined, text),
      await ready(manager, undefined, text),
      await ready(manager, gym, text),
    ].map((document) => document?.id);
    expect(new Set(ids).size).toBe(3);
    await expect(update(manager, ids[1]!, { gym_id: gym }))
      .rejects.toMatchObject({ code: 'document_already_shared' });
    await expect(update(manager, ids[2]!, { gym_id: null }))
      .rejects.toMatchObject({ code: 'document_already_private' });
  });

  it('is tried again when it failed before', async () => {
    const { document } = await at.upload(student, 'x.pdf', pdf(['scan']));
    await at.run();
    await at.admin`
      update documents set error = 'processing_failed' where id = ${document.id}`;
    const again = await at.upload(student, 'x.pdf', pdf(['scan']));
    await at.run();
    expect(await at.document(again.document.id)).toBeUndefined();
    expect(await at.document(document.id)).toMatchObject({ error: 'no_text' });
  });
});

describe('an upload that fails', () => {
  it('leaves nothing behind', async () => {
    const before = await at.admin`select id from documents`;
    await expect(at.upload(student, 'empty.txt', '')).rejects.toMatchObject({ code: 'file_empty' });
    await expect(at.upload(student, 'x.png', 'x'))
      .rejects.toMatchObject({ code: 'unsupported_file_type' });
    await at.run();
    expect(await at.admin`select id from documents`).toEqual(before);
    expect([...at.files.objects.values()].every(({ length }) => length > 0)).toBe(true);
  });
});
