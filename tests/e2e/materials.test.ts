import { Buffer } from 'node:buffer';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Attachment } from '../../src/materials/attachments/contract.ts';
import { call } from '../../testkit/http/call.ts';
import { pdf } from '../../testkit/files/pdf.ts';
import { stack, supabase } from '../../testkit/http/stack.ts';
import { found, type Someone, someone, tenYearsAgo } from './support/callers.ts';

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let manager: Someone, teacher: Someone, member: Someone, parent: Someone, stranger: Someone;
let gym_id: string;
let class_id: string;

const address = (path: string) => `${stack().status.api_url}/functions/v1/materials/${path}`;

async function upload(
  { token }: Someone,
  file_name: string,
  content: Uint8Array | string,
  query: Record<string, string> = {},
  type = 'application/octet-stream',
) {
  const params = new URLSearchParams({ file_name, ...query });
  const answer = await fetch(address(`classes/${class_id}/attachments?${params}`), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
    body: content as BodyInit,
  });
  return { status: answer.status, body: await answer.json() };
}

const put = ({ client }: Someone, body: Record<string, unknown>) =>
  call(client, 'POST', `materials/classes/${class_id}/assets`, {
    body: { title: 'Guard', type: 'text', content: 'Hips first.', ...body },
  });
const download = ({ client }: Someone, { id }: Pick<Attachment, 'id'>) =>
  call(client, 'GET', `materials/attachments/${id}/download`);
const idsOf = async ({ client }: Someone, what: 'assets' | 'attachments', query = '') => {
  const { body } = await call(client, 'GET', `materials/gyms/${gym_id}/${what}?limit=100${query}`);
  return body.items.map(({ id }: { id: string }) => id);
};
const objects = async () => {
  const { storage } = supabase({ key: stack().status.secret_key });
  const { data } = await storage.from('materials').list(gym_id);
  return (data ?? []).map(({ name }) => name);
};

beforeAll(async () => {
  [manager, teacher, member, parent, stranger] = await Promise.all(
    ['Mia', 'Tea', 'Mel', 'Pat', 'Sid'].map((name) => someone(name)),
  ) as [Someone, Someone, Someone, Someone, Someone];
  gym_id = await found(manager);
  const join = async (role: string, { client }: Someone, user_id?: string) => {
    const path = `academy/gyms/${gym_id}/memberships${user_id ? `?user_id=${user_id}` : ''}`;
    const { body } = await call(client, 'POST', path);
    await call(manager.client, 'POST', `academy/memberships/${body.id}/approve`, {
      body: { role },
    });
    return body.user_id as string;
  };
  await join('STUDENT', member);
  const instructor_id = await join('INSTRUCTOR', teacher);
  const { body: child } = await call(parent.client, 'POST', 'identity/me/children', {
    body: { first_name: 'Kim', birth_date: tenYearsAgo() },
  });
  await join('STUDENT', parent, child.id);
  const { body } = await call(manager.client, 'POST', `academy/gyms/${gym_id}/classes`, {
    body: {
      ...{ instructor_id, weekday: 1, starts_at: '18:00', ends_at: '19:00', modality: 'Judo' },
      starts_on: '2026-11-02',
    },
  });
  class_id = body.id;
});

describe('material', () => {
  it('is written by who teaches the class, and read by members until it expires', async () => {
    const { status, body: asset, headers } = await put(teacher, { type: 'files', content: null });
    expect(status).toBe(201);
    const { body: link } = await put(manager, {
      type: 'link',
      content: 'https://tatame.test/guard',
    });
    const { body: file } = await upload(teacher, 'guard.png', PICTURE, { asset_id: asset.id });
    expect(file).toMatchObject({ asset_id: asset.id, class_id, file_type: 'image/png' });
    for (const reader of [manager, teacher, member, parent]) {
      expect(await idsOf(reader, 'assets')).toEqual([link.id, asset.id]);
      expect(await idsOf(reader, 'attachments', `&asset_id=${asset.id}`)).toEqual([file.id]);
      expect((await download(reader, file)).status).toBe(200);
    }
    expect(await idsOf(stranger, 'assets', `&class_id=${class_id}`)).toEqual([]);
    expect((await download(stranger, file)).body).toMatchObject({ code: 'attachment_not_found' });
    for (const reader of [member, parent]) {
      expect((await put(reader, {})).body).toMatchObject({ code: 'not_class_teacher' });
      expect((await upload(reader, 'x.png', PICTURE)).body.code).toBe('not_class_teacher');
    }
    expect((await put(stranger, {})).body).toMatchObject({ code: 'class_not_found' });
    expect((await upload(stranger, 'x.png', PICTURE)).body.code).toBe('class_not_found');

    const expire = await call(teacher.client, 'PATCH', `materials/assets/${asset.id}`, {
      body: { valid_until: '2026-01-01T00:00:00Z' },
      headers: { 'if-match': headers.get('etag')! },
    });
    expect(expire).toMatchObject({ status: 200, body: { title: 'Guard' } });
    for (const reader of [member, parent]) {
      expect(await idsOf(reader, 'assets')).toEqual([link.id]);
      expect(await idsOf(reader, 'attachments')).toEqual([]);
      expect((await download(reader, file)).status).toBe(404);
    }
    expect((await download(manager, file)).status).toBe(200);

    const stale = await call(teacher.client, 'PATCH', `materials/assets/${asset.id}`, {
      body: { title: 'Late' },
      headers: { 'if-match': headers.get('etag')! },
    });
    expect(stale).toMatchObject({ status: 412, body: { code: 'precondition_failed' } });
    expect(await call(member.client, 'DELETE', `materials/assets/${link.id}`))
      .toMatchObject({ status: 403, body: { code: 'not_class_teacher' } });
    expect((await call(manager.client, 'DELETE', `materials/assets/${asset.id}`)).status).toBe(204);
    expect((await call(manager.client, 'GET', `materials/attachments/${file.id}`)).status)
      .toBe(404);
    await expect.poll(objects, { timeout: 30_000 }).not.toContain(file.id);
  });

  it('is what its type says', async () => {
    for (
      const [type, content] of [
        ...[['link', null], ['video', 'javascript:alert(1)'], ['text', null]],
        ...[['link', 'a guard'], ['video', 'https://tatame.test/a guard']],
      ]
    ) {
      expect(await put(teacher, { type, content })).toMatchObject({
        status: 422,
        body: { code: 'asset_content_invalid', errors: [{ field: 'body.content' }] },
      });
    }
    expect(await put(teacher, { type: 'song' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_input' },
    });
  });
});

describe('a file', () => {
  it('is loaded from an address that works for who has it, as it is, to be saved', async () => {
    const name = 'Técnica "da" semana – 柔術\r\nX: <y>.png.exe';
    const { status, body: file } = await upload(teacher, name, PICTURE);
    expect(status).toBe(201);
    expect(file).toMatchObject({ file_name: name, file_size: PICTURE.length });
    const { body, headers } = await download(member, file);
    expect(headers.get('cache-control')).toContain('no-store');
    expect(body.file_name).toBe('Técnica da semana – 柔術 X y .png.exe.png');
    const left = Date.parse(body.expires_at) - Date.now();
    expect(left).toBeGreaterThan(250_000);
    expect(left).toBeLessThanOrEqual(300_000);

    const answer = await fetch(body.url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/png');
    const disposition = answer.headers.get('content-disposition')!;
    expect(disposition).toMatch(/^attachment; filename=/);
    expect(decodeURIComponent(disposition.split("UTF-8''")[1]!)).toContain(body.file_name);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PICTURE);

    // Of another file, of another's making, or without a signature, it is worth nothing.
    const { body: other } = await upload(teacher, 'other.png', PICTURE);
    const url = new URL(body.url);
    const [head, claims, signature] = url.searchParams.get('token')!.split('.') as [
      string,
      string,
      string,
    ];
    const forged = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), exp: 4e9 };
    const payload = Buffer.from(JSON.stringify(forged)).toString('base64url');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const tampered = [
      body.url.replace(file.id, other.id),
      ...[`${head}.${payload}.${signature}`, `${none}.${payload}.`, `${head}.${claims}.AAAA`, '']
        .map((token) => {
          const address = new URL(url);
          address.searchParams.set('token', token);
          return address.href;
        }),
      body.url.replace('/object/sign/', '/object/public/'),
      body.url.replace('/object/sign/', '/object/authenticated/'),
      body.url.replace('/object/sign/', '/object/'),
    ];
    for (const address of tampered) {
      const refused = await fetch(address);
      expect(refused.status, address).toBeGreaterThanOrEqual(400);
      expect(refused.status, address).toBeLessThan(500);
      expect(Buffer.from(await refused.arrayBuffer()).includes(PICTURE)).toBe(false);
    }
    for (const client of [manager.client, member.client, supabase()]) {
      const { data } = await client.storage.from('materials').download(`${gym_id}/${file.id}`);
      expect(data).toBeNull();
    }
  });

  it('is lost to members at the instant it expires, with the addresses given before', async () => {
    const { body: file } = await upload(teacher, 'soon.png', PICTURE);
    const valid_until = new Date(Date.now() + 3_000).toISOString();
    const path = `materials/attachments/${file.id}`;
    const { body: changed } = await call(teacher.client, 'PATCH', path, { body: { valid_until } });
    expect(changed).toMatchObject({ valid_until, file_name: 'soon.png' });
    const { body: { url } } = await download(member, file);
    expect((await fetch(url)).status).toBe(200);
    await sleep(Math.max(0, Date.parse(valid_until) - Date.now()) + 1_100);
    const late = await fetch(url);
    expect(late.status).toBeGreaterThanOrEqual(400);
    expect(late.status).toBeLessThan(500);
    expect((await call(member.client, 'GET', path)).status).toBe(404);
    expect((await download(member, file)).status).toBe(404);
    const { body } = await download(manager, file);
    expect((await fetch(body.url)).status).toBe(200);
  });

  it('is what its content says, and nothing else gets in', async () => {
    const before = await objects();
    const refused = async (
      content: Uint8Array | string,
      type: string,
      code: string,
      query: Record<string, string> = {},
    ) => expect((await upload(teacher, 'a.png', content, query, type)).body.code).toBe(code);
    await refused('', 'image/png', 'file_empty');
    await refused('<svg onload=alert(1)>', 'image/png', 'unsupported_attachment_type');
    await refused('<svg onload=alert(1)>', 'image/svg+xml', 'unsupported_attachment_type');
    await refused('<html>\n%PDF-1.7', 'application/pdf', 'unsupported_attachment_type');
    await refused(
      'GIF89a/*<script>alert(1)</script>*/',
      'image/gif',
      'unsupported_attachment_type',
    );
    await refused(PICTURE, 'text/html', 'attachment_type_wrong');
    await refused(pdf([[{ text: 'Guard' }]]), 'image/png', 'attachment_type_wrong');
    await refused(PICTURE, '', 'asset_not_found', { asset_id: crypto.randomUUID() });
    const { status, body } = await upload(
      teacher,
      'a.png',
      pdf([[{ text: 'Guard' }]]),
      {},
      'application/x-pdf',
    );
    expect({ status, type: body.file_type }).toEqual({ status: 201, type: 'application/pdf' });
    expect((await objects()).toSorted()).toEqual([...before, body.id].toSorted());
    const { body: use } = await call(manager.client, 'GET', `materials/gyms/${gym_id}/use`);
    expect(use).toMatchObject({ file_count: (await idsOf(manager, 'attachments')).length });
    expect(await call(member.client, 'GET', `materials/gyms/${gym_id}/use`))
      .toMatchObject({ status: 403, body: { code: 'not_class_staff' } });
  });

  it('that grows too large on its way, or whose sender hangs up, leaves nothing', async () => {
    const before = { rows: await idsOf(manager, 'attachments'), objects: await objects() };
    /** Sends piece after piece, without saying how much that will be. */
    const send = (pieces: number, thenHangUp = false) =>
      new Promise<number>((resolve) => {
        const sent = request(address(`classes/${class_id}/attachments?file_name=large.png`), {
          method: 'POST',
          headers: { authorization: `Bearer ${teacher.token}`, 'content-type': 'image/png' },
        }, (answer) => {
          answer.resume();
          resolve(answer.statusCode!);
        });
        sent.on('error', () => resolve(0));
        sent.write(PICTURE);
        const piece = Buffer.alloc(1024 * 1024);
        const next = (left: number) => {
          if (left > 0) return void sent.write(piece, () => next(left - 1));
          if (thenHangUp) sent.destroy();
          else sent.end();
        };
        next(pieces);
      });
    expect(await send(51)).toBe(413);
    expect(await send(3, true)).toBe(0);
    await expect.poll(async () => ({
      rows: await idsOf(manager, 'attachments'),
      objects: await objects(),
    }), { timeout: 30_000 }).toEqual(before);
    const { storage } = supabase({ key: stack().status.secret_key });
    // What Storage itself keeps out, whoever asked it.
    const { error } = await storage.from('materials').upload('page', '<script>', {
      contentType: 'text/html',
    });
    expect(error).not.toBeNull();
  });
});

it('who made material is told in their export, and forgotten with them; the material stays', async () => {
  const { body: asset } = await put(teacher, { title: 'Mine' });
  const { body: exported } = await call(teacher.client, 'GET', 'identity/me/export');
  expect(exported.assets_made).toContainEqual(expect.objectContaining({ id: asset.id }));
  expect(exported.attachments_made.length).toBeGreaterThan(0);
  expect((await call(teacher.client, 'DELETE', 'identity/me')).status).toBe(200);
  const { body } = await call(member.client, 'GET', `materials/assets/${asset.id}`);
  expect(body).toMatchObject({ title: 'Mine', created_by: null });
});

it('a class that is taken off the schedule takes its files along', async () => {
  expect((await objects()).length).toBeGreaterThan(0);
  expect((await call(manager.client, 'DELETE', `academy/classes/${class_id}`)).status).toBe(204);
  expect(await idsOf(manager, 'attachments')).toEqual([]);
  await expect.poll(objects, { timeout: 30_000 }).toEqual([]);
});
