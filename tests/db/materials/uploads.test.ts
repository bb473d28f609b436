import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { removeClass } from '../../../src/academy/classes/remove-class.ts';
import { updateClass } from '../../../src/academy/classes/update-class.ts';
import type { Caller } from '../../../src/caller.ts';
import { createAsset } from '../../../src/materials/assets/create-asset.ts';
import { listAssets } from '../../../src/materials/assets/list-assets.ts';
import { downloadAttachment } from '../../../src/materials/attachments/download-attachment.ts';
import { readUse } from '../../../src/materials/attachments/read-use.ts';
import { materialsDatabase, picture } from './support/materials.ts';

let at: Awaited<ReturnType<typeof materialsDatabase>>;
let manager: Caller;
let gym_id: string;
let class_id: string;

beforeAll(async () => {
  at = await materialsDatabase();
  manager = await at.arrive('manager');
  // The list that Storage keeps of its objects, as far as the sweep reads it.
  await at.admin.unsafe(`
    create schema storage;
    create table storage.objects (bucket_id text, name text);
    grant usage on schema storage to postgres;
    grant select on storage.objects to postgres`);
});
beforeEach(async () => {
  gym_id = await at.gym(manager);
  class_id = await at.held(manager, gym_id);
  await at.admin`delete from attachments`;
  await at.run();
  expect(at.files.objects.size).toBe(0);
});
afterAll(() => at.drop());

const left = async () => {
  await at.run();
  return { rows: await at.rows(), objects: [...at.files.objects.keys()] };
};
const nothing = { rows: [], objects: [] };

describe('half an upload', () => {
  it('whose sender hangs up leaves neither row nor object', async () => {
    let pieces = 0;
    const content = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (pieces++ < 2) return controller.enqueue(picture(2000));
        throw new Error('hung up');
      },
    }, { highWaterMark: 0 });
    await expect(at.upload(manager, class_id, { content })).rejects.toThrow('hung up');
    expect(await left()).toEqual(nothing);
  });

  it('that Storage does not take leaves no row', async () => {
    const store = { ...at.files, upload: () => Promise.reject(new Error('no room')) };
    await expect(at.upload(manager, class_id, { store })).rejects.toThrow('no room');
    expect(await left()).toEqual(nothing);
  });

  it('whose class goes meanwhile leaves nothing, and says so', async () => {
    const store: typeof at.files = {
      ...at.files,
      async upload(...args) {
        await removeClass(at.as(manager), { class_id });
        await at.run();
        await at.files.upload(...args);
      },
    };
    await expect(at.upload(manager, class_id, { store })).rejects.toMatchObject({
      code: 'class_not_found',
    });
    // The object came after its removal: the sweep finds it.
    const names = [...at.files.objects.keys()];
    expect(names).toHaveLength(1);
    await at.admin`insert into storage.objects select 'materials', unnest(${names}::text[])`;
    await at.admin`update private.jobs set run_at = now() where kind = 'sweep_attachments'`;
    expect(await left()).toEqual(nothing);
  });

  it('whose function was killed is swept after an hour, and its room is free again', async () => {
    const store = { ...at.files, upload: () => new Promise<void>(() => {}) };
    void at.upload(manager, class_id, { store });
    await expect.poll(at.rows).toMatchObject([{ state: 'uploading' }]);
    const { used_bytes } = await readUse(at.as(manager), { gym_id });
    expect(used_bytes).toBe(50 * 1024 * 1024);
    const sweep = () =>
      at.admin`
      update private.jobs set run_at = now() where kind = 'sweep_attachments'`;
    await sweep();
    expect((await left()).rows).toHaveLength(1);
    await at.admin`update attachments set created_at = now() - interval '61 minutes'`;
    await sweep();
    expect(await left()).toEqual(nothing);
  });

  it('is not what came over from an earlier app and waits for its file', async () => {
    await at.admin`
      insert into attachments (class_id, gym_id, file_name, file_type, file_size, legacy_id, created_at)
      values (${class_id}, ${gym_id}, 'x', 'image/gif', 1, 1, '2020-01-01')`;
    await at.admin`update private.jobs set run_at = now() where kind = 'sweep_attachments'`;
    expect((await left()).rows).toHaveLength(1);
  });
});

it('the sweep removes what no attachment has, page by page, and nothing of another bucket', async () => {
  const { id } = await at.upload(manager, class_id);
  const strays = Array.from({ length: 501 }, () => `${gym_id}/${crypto.randomUUID()}`);
  for (const path of strays) at.files.objects.set(path, new Uint8Array(1));
  const names = [...at.files.objects.keys()];
  await at.admin`insert into storage.objects select 'materials', unnest(${names}::text[])`;
  await at.admin`insert into storage.objects values ('documents', 'a')`;
  at.files.objects.set('a', new Uint8Array(1));
  await at.admin`update private.jobs set run_at = now() where kind = 'sweep_attachments'`;
  expect((await left()).objects).toEqual([`${gym_id}/${id}`, 'a']);
  at.files.objects.clear();
});

describe('the room of a gym', () => {
  /** Files of fifty megabytes, as many as leave room for so many bytes. */
  const leave = async (bytes: number) => {
    const { quota_bytes } = await readUse(at.as(manager), { gym_id });
    const most = 50 * 1024 * 1024;
    const sizes = Array<number>(Math.floor(quota_bytes / most)).fill(most);
    const rest = quota_bytes - sizes.length * most - bytes;
    await at.admin`
      insert into attachments (class_id, gym_id, file_name, file_type, file_size, state)
      select ${class_id}, ${gym_id}, 'x', 'image/gif', size, 'ready'
      from unnest(${[...sizes, rest]}::bigint[]) size`;
  };

  it('is used to the last byte, and not beyond', async () => {
    await leave(100_000);
    await expect(at.upload(manager, class_id, { size: 100_001 })).rejects.toMatchObject({
      code: 'materials_full',
    });
    // Without a length it may be as long as any.
    await expect(at.upload(manager, class_id)).rejects.toMatchObject({ code: 'materials_full' });
    await at.upload(manager, class_id, { size: 100_000 });
    const { used_bytes, quota_bytes } = await readUse(at.as(manager), { gym_id });
    expect(quota_bytes - used_bytes).toBe(100_000 - 65_536);
  });

  it('is not used twice by those who come at once', async () => {
    await leave(3 * 65_536);
    const many = Array.from({ length: 10 }, () => at.upload(manager, class_id, { size: 14 }));
    const done = await Promise.allSettled(many);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (const one of done) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'materials_full' });
    }
  });
});

const words = { title: 'Guard', type: 'text' as const, content: 'Hips first.', valid_until: null };
const page = { limit: 10, after: undefined };

describe('a class and those of its series', () => {
  it('have one material, which whoever teaches one of them writes', async () => {
    const teacher = await at.arrive('teacher');
    await at.admin`insert into memberships ${
      at.admin({
        ...{ user_id: teacher.userId, gym_id, role: 'INSTRUCTOR', approved_at: '2020-01-01' },
      })
    }`;
    const early = await createAsset(at.as(manager), { class_id, body: words });
    const following = await updateClass(at.as(manager), {
      ...{ class_id, from: '2026-06-01', version: undefined },
      body: { instructor_id: teacher.userId },
    });
    const late = await createAsset(at.as(teacher), { class_id: following.id, body: words });
    const addendum = await createAsset(at.as(teacher), { class_id, body: words });
    for (const one of [class_id, following.id]) {
      const { items } = await listAssets(at.as(teacher), { gym_id, class_id: one, page });
      expect(items.map(({ id }) => id).sort()).toEqual([early.id, late.id, addendum.id].sort());
    }
    const other = await at.held(manager, gym_id);
    expect((await listAssets(at.as(teacher), { gym_id, class_id: other, page })).items).toEqual([]);
    await expect(createAsset(at.as(teacher), { class_id: other, body: words })).rejects
      .toMatchObject({ code: 'not_class_teacher' });
  });

  it('that go at once leave no material, whatever is added meanwhile', async () => {
    for (let round = 0; round < 10; round++) {
      const class_id = await at.held(manager, gym_id);
      const { id: following } = await updateClass(at.as(manager), {
        ...{ class_id, from: '2026-06-01', version: undefined },
        body: { modality: 'Sambo' },
      });
      await createAsset(at.as(manager), { class_id, body: words });
      const put = (id: string) => createAsset(at.as(manager), { class_id: id, body: words });
      await Promise.allSettled([
        ...[put(class_id), put(following), at.upload(manager, class_id)],
        ...[class_id, following].map((id) => removeClass(at.as(manager), { class_id: id })),
        ...[put(class_id), put(following), at.upload(manager, following)],
      ]);
    }
    const [held] = await at.admin`
      select count(*)::int as count from classes c
      where c.deleted_at is not null and (
        exists (select from assets a where a.class_id = c.id)
        or exists (select from attachments a where a.class_id = c.id))`;
    expect(held).toEqual({ count: 0 });
  }, 60_000);
});

it('an address ends when members lose the file, be it by what it belongs to', async () => {
  const { id: attachment_id } = await at.upload(manager, class_id);
  const seconds = async () => {
    const { url } = await downloadAttachment({ ...at.as(manager), files: at.files }, {
      attachment_id,
    });
    return Number(new URL(url).searchParams.get('for'));
  };
  const until = (time: string) =>
    at.admin`update attachments set valid_until = ${time}::timestamptz`;
  const soon = (left: number) => new Date(Date.now() + left * 1000).toISOString();
  expect(await seconds()).toBe(300);
  await until(soon(3600));
  expect(await seconds()).toBe(300);
  await until(soon(20));
  expect(await seconds()).toBeLessThan(20);
  await until(soon(0.5));
  expect(await seconds()).toBe(1);
  // Staff keep what has expired.
  await until(soon(-3600));
  expect(await seconds()).toBe(300);
  await until(soon(3600));
  const { id } = await createAsset(at.as(manager), {
    class_id,
    body: { ...words, valid_until: new Date(soon(30)) },
  });
  await at.admin`update attachments set asset_id = ${id}`;
  expect(await seconds()).toBeLessThan(30);
});
