import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { stack, supabase } from '../../testkit/http/stack.ts';
import {
  chunksOf,
  objectsOf,
  type Person,
  person,
  processed,
  read,
  textOf,
  upload,
} from './support/documents.ts';

describe('a shared document', () => {
  it('is seen by the members of the gym for as long as it is shared', async () => {
    const [manager, member, stranger] = await Promise.all(['Mia', 'Lia', 'Odo'].map(person)) as [
      Person,
      Person,
      Person,
    ];
    const gym = await call(manager.client, 'POST', 'academy/gyms', {
      body: { name: 'Kaizen', timezone: 'UTC' },
    });
    const gym_id: string = gym.body.id;
    const { body: membership } = await call(
      member.client,
      'POST',
      `academy/gyms/${gym_id}/memberships`,
    );
    await call(manager.client, 'POST', `academy/memberships/${membership.id}/approve`, {
      body: {},
    });

    const { body: { id } } = await upload(manager, 'house.txt', 'House rules: bow at the door.');
    await processed(manager, id);
    const seenBy = async (who: Person) => ({
      document: (await read(who.client, id)).status,
      chunks: (await chunksOf(who, id)).length,
      listed: (await call(who.client, 'GET', `knowledge/documents?gym_id=${gym_id}`)).body.items
        .length,
    });
    const nothing = { document: 404, chunks: 0, listed: 0 };
    expect(await seenBy(member)).toEqual(nothing);

    const share = (who: Person, gym: string | null) =>
      call(who.client, 'PATCH', `knowledge/documents/${id}`, { body: { gym_id: gym } });
    expect(await share(manager, gym_id)).toMatchObject({ status: 200, body: { gym_id } });
    expect(await seenBy(member)).toEqual({ document: 200, chunks: 1, listed: 1 });
    expect(await textOf(member, id)).toBe('House rules: bow at the door.');
    expect(await seenBy(stranger)).toEqual(nothing);
    expect(await share(member, null)).toMatchObject({
      status: 403,
      body: { code: 'not_the_owner' },
    });
    expect(await upload(member, 'mine.txt', 'Mine.', { gym_id }))
      .toMatchObject({ status: 403, body: { code: 'not_staff' } });

    expect(await share(manager, null)).toMatchObject({ status: 200, body: { gym_id: null } });
    expect(await seenBy(member)).toEqual(nothing);
  });
});

describe('a deleted document', () => {
  it('takes its chunks and its file along', async () => {
    const owner = await person('Del');
    const { body } = await upload(owner, 'gone.txt', 'Soon gone.');
    await processed(owner, body.id);
    expect(await objectsOf(body.user_id)).toEqual([body.id]);
    const { status } = await call(owner.client, 'DELETE', `knowledge/documents/${body.id}`);
    expect(status).toBe(204);
    expect((await read(owner.client, body.id)).status).toBe(404);
    expect(await chunksOf(owner, body.id)).toEqual([]);
    await expect.poll(() => objectsOf(body.user_id), { timeout: 30_000 }).toEqual([]);
  });

  it('is also one whose owner left for good', async () => {
    const owner = await person('Bye');
    const { body } = await upload(owner, 'bye.txt', 'My diary.');
    await processed(owner, body.id);
    const { body: exported } = await call(owner.client, 'GET', 'identity/me/export');
    expect(exported.documents).toMatchObject([{ id: body.id, filename: 'bye.txt' }]);
    await call(owner.client, 'DELETE', 'identity/me');
    const admin = supabase({ key: stack().status.secret_key });
    expect((await admin.from('documents').select().eq('id', body.id)).data).toEqual([]);
    await expect.poll(() => objectsOf(body.user_id), { timeout: 30_000 }).toEqual([]);
  });
});

describe('a file that no document has', () => {
  it('because it came after its owner had left, is gone at the next sweep', async () => {
    const owner = await person('Late');
    const body = { filename: 'late.txt' };
    const announced = await call(owner.client, 'POST', 'knowledge/documents', { body });
    const { document, upload: { url } } = announced.body;
    expect((await call(owner.client, 'DELETE', 'identity/me')).status).toBe(200);
    const put = await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'text/plain' },
      body: 'Here at last.',
    });
    expect(put.ok).toBe(true);
    expect(await objectsOf(document.user_id)).toEqual([document.id]);

    const admin = postgres(stack().adminUrl, { max: 1 });
    await expect.poll(async () => {
      await admin`update private.jobs set run_at = now()
        where kind = 'sweep_files' and status = 'queued'`;
      return await objectsOf(document.user_id);
    }, { timeout: 30_000, interval: 500 }).toEqual([]);
    await admin.end();
  });
});

describe('nobody', () => {
  it('reaches the files without a signed URL', async () => {
    const [owner, other] = [await person('Own'), await person('Oth')];
    const { body } = await upload(owner, 'secret.txt', 'Secret.');
    await processed(owner, body.id);
    for (const client of [other.client, owner.client, supabase()]) {
      const { data } = await client.storage.from('documents').download(
        `${body.user_id}/${body.id}`,
      );
      expect(data).toBeNull();
    }
  });

  it('uploads without signing in', async () => {
    const url = `${stack().status.api_url}/functions/v1/knowledge/documents/upload?filename=x.txt`;
    expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(401);
  });
});
