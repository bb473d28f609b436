import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/caller.ts';
import type { UpdateDocumentInput } from '../../../src/knowledge/documents/contract.ts';
import { deleteDocument } from '../../../src/knowledge/documents/delete-document.ts';
import { readDocument } from '../../../src/knowledge/documents/read-document.ts';
import { readText } from '../../../src/knowledge/documents/read-text.ts';
import { retryDocument } from '../../../src/knowledge/documents/retry-document.ts';
import { submitDocument } from '../../../src/knowledge/documents/submit-document.ts';
import { createDocument } from '../../../src/knowledge/documents/create-document.ts';
import { updateDocument } from '../../../src/knowledge/documents/update-document.ts';
import { type KnowledgePeople, knowledgePeople } from './support/people.ts';

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

describe('submitting', () => {
  it('is for the owner, once, and refuses to retry what has not failed', async () => {
    const { document } = await createDocument({ ...as(student), files: at.files }, {
      body: {
        filename: 'later.txt',
        gym_id: null,
      },
    });
    await expect(submitDocument(as(stranger), { document_id: document.id }))
      .rejects.toMatchObject({ code: 'document_not_found' });
    const [first, second] = await Promise.all([
      submitDocument(as(student), { document_id: document.id }),
      submitDocument(as(student), { document_id: document.id }),
    ]);
    expect([first, second]).toMatchObject([
      { processing_status: 'processing' },
      { processing_status: 'processing' },
    ]);
    const jobs = await at.admin`select from private.jobs where dedupe_key = ${document.id}`;
    expect(jobs).toHaveLength(1);
    await expect(retryDocument(as(student), { document_id: document.id }))
      .rejects.toMatchObject({ code: 'document_not_failed' });
    await at.run();
    expect(await at.document(document.id)).toMatchObject({ error: 'file_missing' });
  });

  it('of a gym document is not for other members', async () => {
    const { document } = await createDocument({ ...as(manager), files: at.files }, {
      body: {
        filename: 'gym.txt',
        gym_id: gym,
      },
    });
    await expect(submitDocument(as(student), { document_id: document.id }))
      .rejects.toMatchObject({ code: 'not_the_owner' });
    await deleteDocument(as(manager), { document_id: document.id });
    await at.run();
  });
});

describe('sharing', () => {
  const audience = async (documentId: string) => {
    const chunks = await at.chunks(documentId);
    return new Set(chunks.map(({ acl }) => JSON.stringify(acl)));
  };

  it('changes who may find every chunk, in the statement that shares', async () => {
    const { id } = await ready(manager);
    const of = (...acl: string[]) => new Set([JSON.stringify(acl)]);
    expect(await audience(id)).toEqual(of(manager.userId));
    await expect(readDocument(as(student), { document_id: id })).rejects.toMatchObject({
      code: 'document_not_found',
    });

    const shared = await update(manager, id, { gym_id: gym });
    expect(await audience(id)).toEqual(of(manager.userId, gym));
    expect(await readDocument(as(student), { document_id: id })).toMatchObject({ id });
    await expect(readDocument(as(stranger), { document_id: id })).rejects.toThrow();
    expect(
      await readText(as(stranger), { document_id: id, page: { limit: 5, after: undefined } }).catch(
        (e) => e.code,
      ),
    )
      .toBe('document_not_found');

    await expect(update(manager, id, { gym_id: null }, new Date(0)))
      .rejects.toMatchObject({ code: 'precondition_failed' });
    await update(manager, id, { gym_id: null }, shared.updated_at);
    expect(await audience(id)).toEqual(of(manager.userId));
  });

  it('is for staff, and for what is one’s own', async () => {
    const own = await ready(student);
    await expect(update(student, own.id, { gym_id: gym }))
      .rejects.toMatchObject({ code: 'not_staff' });
    await expect(at.upload(student, 'no.txt', someText(), gym))
      .rejects.toMatchObject({ code: 'not_staff' });
    const managers = await ready(manager, gym);
    await expect(update(student, managers.id, { title: 'Mine' }))
      .rejects.toMatchObject({ code: 'not_the_owner' });
  });

  it('while chunks are being written leaves none behind', async () => {
    const { id } = await ready(manager, gym);
    let unshared: Promise<unknown> | undefined;
    await at.admin.begin(async (tx) => {
      await tx`
        insert into document_chunks (document_id, position, content, start_offset, end_offset)
        values (${id}, 99, 'late', 0, 4)`;
      unshared = update(manager, id, { gym_id: null });
      await expect(Promise.race([unshared, tx`select pg_sleep(0.3)`.then(() => 'waits')]))
        .resolves.toBe('waits');
    });
    await unshared;
    expect(await audience(id)).toEqual(new Set([JSON.stringify([manager.userId])]));
  });

  it('follows a new title into the search', async () => {
    const { id } = await ready(manager);
    const before = await at.chunks(id);
    await update(manager, id, { title: 'Kimura' });
    const after = await at.chunks(id);
    expect(after).toHaveLength(before.length);
    expect(after.every(({ search_vector }) => search_vector.includes("'kimura':1A"))).toBe(true);
    expect(after.map(({ token_count }) => token_count))
      .toEqual(before.map(({ token_count }) => token_count));
  });
});

describe('what the service writes into a chunk', () => {
  it('is overruled where it is the document’s to say', async () => {
    const { id } = await ready(student);
    await at.admin`
      update document_chunks set user_id = ${stranger.userId}, gym_id = ${gym}, acl = '{}'
      where document_id = ${id}`;
    for (const chunk of await at.chunks(id)) {
      expect(chunk).toMatchObject({ user_id: student.userId, gym_id: null, acl: [student.userId] });
    }
  });
});

describe('deleting', () => {
  it('removes chunks and text at once, and the file by a job', async () => {
    const { id, file_path } = await ready(student);
    expect(at.files.objects.has(file_path)).toBe(true);
    await expect(deleteDocument(as(stranger), { document_id: id })).rejects.toMatchObject({
      code: 'document_not_found',
    });
    await deleteDocument(as(student), { document_id: id });
    expect(await at.chunks(id)).toEqual([]);
    expect(await at.text(id)).toBe('');
    await at.run();
    expect(at.files.objects.has(file_path)).toBe(false);
  });

  it('in the middle of the processing ends it quietly', async () => {
    const { document } = await at.upload(student, 'gone.txt', someText());
    const { succeeded, dead, retried } = await at.runAround(async (usual) => {
      const outcome = await usual();
      await deleteDocument(as(student), { document_id: document.id });
      return outcome;
    });
    expect({ succeeded, dead, retried }).toEqual({ succeeded: 2, dead: 0, retried: 0 });
    expect(await at.chunks(document.id)).toEqual([]);
  });

  it('of a shared document is also for managers', async () => {
    const { id } = await ready(manager, gym);
    await expect(deleteDocument(as(student), { document_id: id })).rejects.toMatchObject({
      code: 'not_the_owner',
    });
    await deleteDocument(as(manager), { document_id: id });
    expect(await at.document(id)).toBeUndefined();
  });
});
