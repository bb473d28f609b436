import { beforeEach, describe, expect, it } from 'vitest';
import { closeStore } from '../../../src/platform/stores/close-store.ts';
import { listStores } from '../../../src/platform/stores/list-stores.ts';
import { putStore } from '../../../src/platform/stores/put-store.ts';
import { checkVersion } from '../../../src/platform/versions/check-version.ts';
import type { PutVersionInput } from '../../../src/platform/versions/contract.ts';
import { listVersions } from '../../../src/platform/versions/list-versions.ts';
import { putVersion } from '../../../src/platform/versions/put-version.ts';
import { useDoor } from '../../../testkit/database/door.ts';

const under = useDoor({ poolSize: 8 });
const system = () => ({ db: under.door.asSystem('operator test') });
const put = (app_version: string, body: Partial<PutVersionInput> = {}) =>
  putVersion(system(), {
    app_version,
    body: { disabled_at: null, lower_minimum: false, ...body },
  });
const verdict = (app_version: string) =>
  checkVersion({ db: under.door.asCaller(null) }, { app_version });
const past = new Date('2026-01-01T00:00:00Z');

beforeEach(async () => {
  await under.admin`truncate versions, app_stores`;
});

describe('a release', () => {
  it('is listed, closed and opened by the same call, and apps learn it at once', async () => {
    await put('1.0.0');
    await put('1.10.0');
    expect(await verdict('1.0.0')).toMatchObject({ allowed: true, latest_version: '1.10.0' });
    await put('1.0.0', { disabled_at: past });
    expect(await verdict('1.0.0')).toMatchObject({ allowed: false, reason: 'disabled' });
    expect(await verdict('1.9.0')).toMatchObject({ allowed: false, reason: 'too_old' });
    await put('1.0.0', { lower_minimum: true });
    expect(await verdict('1.9.0')).toMatchObject({ allowed: true, minimum_version: '1.0.0' });
  });

  it('is one row however often it is put, and unchanged if nothing differs', async () => {
    const first = await put('1.0.0', { disabled_at: past });
    expect(await put('1.0.0', { disabled_at: past })).toEqual(first);
    const { items } = await listVersions(system(), { page: { limit: 9, after: undefined } });
    expect(items).toEqual([first]);
  });

  it('does not let older ones in again by mistake', async () => {
    await put('1.10.0');
    // As text it would be the newer one.
    await expect(put('1.9.0')).rejects.toMatchObject({ code: 'minimum_version_lowered' });
    await expect(put('1.10.0-rc.1')).rejects.toMatchObject({ code: 'minimum_version_lowered' });
    expect(await verdict('1.9.5')).toMatchObject({ allowed: false, reason: 'too_old' });
    // Closed from the start it lets nobody in.
    await put('1.9.0', { disabled_at: past });
    expect(await verdict('1.9.5')).toMatchObject({ allowed: false, reason: 'too_old' });
    await expect(put('1.9.0')).rejects.toMatchObject({ code: 'minimum_version_lowered' });
  });

  it('is not listed beside one of the same precedence', async () => {
    await put('1.0.0+build.7');
    await expect(put('1.0.0')).rejects.toMatchObject({ code: 'version_exists' });
  });

  it('is judged beside those that are put at the same time', async () => {
    const attempts = ['2.0.0', '2.0.0+a', '2.0.0+b', '2.0.0+c'].map((one) => put(one));
    const settled = await Promise.allSettled(attempts);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const same = await Promise.all(Array.from({ length: 8 }, () => put('3.0.0')));
    expect(new Set(same.map(({ created_at }) => created_at.getTime())).size).toBe(1);
  });
});

describe('a store', () => {
  const url = (id: number) => `https://apps.apple.com/app/id${id}`;

  it('has one address, the last that was put, until it is closed', async () => {
    await Promise.all(
      [1, 2, 3, 4].map((id) => putStore(system(), { store: 'ios', body: { url: url(id) } })),
    );
    await putStore(system(), { store: 'ios', body: { url: url(5) } });
    expect((await verdict('1.0.0')).stores).toEqual([{ store: 'ios', url: url(5) }]);

    await closeStore(system(), { store: 'ios' });
    expect((await verdict('1.0.0')).stores).toEqual([]);
    await expect(closeStore(system(), { store: 'ios' })).rejects.toMatchObject({
      code: 'app_store_not_found',
    });
    await putStore(system(), { store: 'ios', body: { url: url(6) } });
    const { items } = await listStores(system(), { page: { limit: 9, after: undefined } });
    expect(items.map((one) => [one.url, one.disabled_at === null])).toEqual([
      [url(6), true],
      [url(5), false],
    ]);
  });
});
