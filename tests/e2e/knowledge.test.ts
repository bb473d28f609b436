import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../src/knowledge/documents/contract.ts';
import { call } from '../../testkit/http/call.ts';
import { docx, docxBomb } from '../../testkit/files/docx.ts';
import { pdf } from '../../testkit/files/pdf.ts';
import {
  chunksOf,
  type Person,
  person,
  processed,
  read,
  textOf,
  upload,
} from './support/documents.ts';

describe('a file', () => {
  let owner: Person;
  beforeAll(async () => {
    owner = await person('Ona');
  });

  it('may come as curl sends it when it is told nothing', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status, body } = await upload(owner, 'curl.txt', 'Sent by curl.', {}, form);
    expect(status).toBe(202);
    expect(await processed(owner, body.id)).toMatchObject({ file_type: 'text/plain', error: null });
  });

  it('uploaded in one call becomes searchable text, with offsets that hold', async () => {
    const markdown =
      '# Regras\n\nSem sapatos 🥋 no tatame.\n\n## Faixas\n\nA azul exige dois anos.';
    const { status, body } = await upload(owner, 'regras.md', markdown, {
      title: 'Regras da casa',
    });
    expect(status).toBe(202);
    expect(body).toMatchObject({
      title: 'Regras da casa',
      file_type: 'text/markdown',
      processing_status: 'processing',
    });
    const document = await processed(owner, body.id);
    expect(document).toMatchObject({
      processing_status: 'ready',
      file_size: Buffer.byteLength(markdown),
      error: null,
    });
    const text = await textOf(owner, body.id);
    const chunks = await chunksOf(owner, body.id);
    expect(chunks.map(({ heading }) => heading)).toEqual(['Regras', 'Regras › Faixas']);
    for (const { content, start_offset, end_offset } of chunks) {
      expect(text.slice(start_offset, end_offset)).toBe(content);
    }
  });

  it('of 300 pages is read to the last, while its owner can see how far it is', async () => {
    const pages = Array.from({ length: 300 }, (_, page) => [
      { text: `Lesson ${page + 1}`, size: 18 },
      ...Array.from({ length: 30 }, (_, line) => ({
        text: `On page ${page + 1} the line ${line + 1} tells of guards, sweeps and patience.`,
      })),
    ]);
    const { body } = await upload(owner, 'manual.pdf', pdf(pages));
    const document = await processed(owner, body.id);
    expect(document).toMatchObject({ processing_status: 'ready', file_type: 'application/pdf' });
    const chunks = await chunksOf(owner, body.id);
    expect(document.processing_done).toBe(chunks.length);
    expect(document.processing_total).toBe(chunks.length);
    expect(new Set(chunks.map(({ heading }) => heading)).size).toBe(300);
    expect(chunks.at(-1)).toMatchObject({ heading: 'Lesson 300' });
    const text = await textOf(owner, body.id);
    expect(text.match(/On page \d+ the line 30 /g)).toHaveLength(300);
  });

  it('of Word is read with its headings', async () => {
    const file = docx([{ text: 'Fees', style: 'Heading1' }, { text: 'The first week is free.' }]);
    const { body } = await upload(owner, 'fees.docx', file);
    expect(await processed(owner, body.id)).toMatchObject({ processing_status: 'ready' });
    expect(await textOf(owner, body.id)).toBe('# Fees\n\nThe first week is free.');
  });

  it.each([
    ['a scan without text', 'scan.pdf', () => pdf(['scan', 'scan']), 'no_text'],
    ['a ZIP bomb in a DOCX', 'bomb.docx', () => docxBomb(400), 'archive_too_large'],
    ['a bomb that lies about its size', 'lie.docx', () => docxBomb(40, 1000), 'archive_too_large'],
    [
      'a page of a PDF that inflates to 200 MB',
      'bomb.pdf',
      () => pdf([[{ text: ' '.repeat(2e8) }]]),
      'archive_too_large',
    ],
    ['a picture named PDF', 'photo.pdf', () => Buffer.from('\x89PNG\r\n\x1a\n\0'), 'wrong_type'],
    ['half a DOCX', 'half.docx', () => docx([{ text: 'x' }]).subarray(0, 200), 'unreadable'],
  ])('that cannot be read says why: %s', async (_, filename, content, error) => {
    const { body } = await upload(owner, filename, content());
    const document = await processed(owner, body.id);
    expect(document).toMatchObject({ processing_status: 'failed', error });
    expect(document.error_message).toBeTruthy();
    // The worker that met it is alive and well.
    const after = await upload(owner, 'after.txt', `Still here after ${error} ${filename}.`);
    expect(await processed(owner, after.body.id)).toMatchObject({ processing_status: 'ready' });
  });

  it('that is no document is refused at the door', async () => {
    expect(await upload(owner, 'photo.png', 'x'))
      .toMatchObject({ status: 415, body: { code: 'unsupported_file_type' } });
    expect(await upload(owner, 'empty.txt', ''))
      .toMatchObject({ status: 422, body: { code: 'file_empty' } });
    expect(await upload(owner, 'huge.txt', Buffer.alloc(50 * 1024 * 1024 + 1, 'a')))
      .toMatchObject({ status: 413, body: { code: 'body_too_large' } });
    const { body } = await call(owner.client, 'GET', 'knowledge/documents?limit=100');
    const names = body.items.map(({ filename }: Document) => filename);
    expect(names).not.toContain('empty.txt');
    expect(names).not.toContain('huge.txt');
  });

  it('uploaded twice is one document', async () => {
    const content = `The same words, ${randomUUID()}.`;
    const [first, second] = await Promise.all([
      upload(owner, 'one.txt', content),
      upload(owner, 'two.txt', content),
    ]);
    const documents = await Promise.all([
      processed(owner, first.body.id),
      processed(owner, second.body.id),
    ]);
    const third = await upload(owner, 'three.txt', content);
    await expect.poll(async () => {
      const { data } = await owner.client.from('documents').select('id')
        .in('filename', ['one.txt', 'two.txt', 'three.txt']);
      return data?.length;
    }, { timeout: 30_000 }).toBe(1);
    expect(third).toMatchObject({ status: 200, body: { processing_status: 'ready' } });
    const now = await read(owner.client, documents[0].id);
    expect(now.body.id).toBe(third.body.id);
    expect((await read(owner.client, second.body.id)).body.id).toBe(third.body.id);
  });
});

describe('a signed upload', () => {
  it('goes straight to Storage and is processed once it is submitted', async () => {
    const owner = await person('Sig');
    const { status, body } = await call(owner.client, 'POST', 'knowledge/documents', {
      body: { filename: 'notes.html', title: 'Notes' },
    });
    expect(status).toBe(201);
    const { document, upload: { bucket, path, token } } = body;
    expect(document).toMatchObject({ processing_status: 'pending', file_type: 'text/html' });

    const html = new Blob(['<h1>Etiquette</h1><p>Bow &amp; smile.</p>'], { type: 'text/html' });
    const { error } = await owner.client.storage.from(bucket).uploadToSignedUrl(path, token, html);
    expect(error).toBeNull();
    const submitted = await call(owner.client, 'POST', `knowledge/documents/${document.id}/submit`);
    expect(submitted).toMatchObject({ status: 202, body: { processing_status: 'processing' } });
    expect(await processed(owner, document.id)).toMatchObject({ processing_status: 'ready' });
    expect(await textOf(owner, document.id)).toBe('# Etiquette\n\nBow & smile.');
  });

  it('can be a plain PUT to the URL, and a missing or empty file says so', async () => {
    const owner = await person('Put');
    const announce = async () => {
      const body = { filename: 'late.txt' };
      return (await call(owner.client, 'POST', 'knowledge/documents', { body })).body;
    };
    const path = (id: string, verb: string) => `knowledge/documents/${id}/${verb}`;

    const { document, upload: { url } } = await announce();
    await call(owner.client, 'POST', path(document.id, 'submit'));
    expect(await processed(owner, document.id))
      .toMatchObject({ processing_status: 'failed', error: 'file_missing' });
    const headers = { 'content-type': 'text/plain' };
    expect((await fetch(url, { method: 'PUT', headers, body: 'Here at last.' })).ok).toBe(true);
    expect(await call(owner.client, 'POST', path(document.id, 'retry')))
      .toMatchObject({ status: 202 });
    expect(await processed(owner, document.id)).toMatchObject({ processing_status: 'ready' });
    expect(await call(owner.client, 'POST', path(document.id, 'retry')))
      .toMatchObject({ status: 409, body: { code: 'document_not_failed' } });

    const second = await announce();
    await fetch(second.upload.url, { method: 'PUT', headers, body: '' });
    await call(owner.client, 'POST', path(second.document.id, 'submit'));
    expect(await processed(owner, second.document.id)).toMatchObject({
      processing_status: 'failed',
    });
  });
});
