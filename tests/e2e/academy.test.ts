import { randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { clerkToken } from '../../testkit/http/clerk.ts';
import { stack, supabase } from '../../testkit/http/stack.ts';

async function person(name: string): Promise<SupabaseClient> {
  const token = await clerkToken(stack().clerk, `user_${randomUUID()}`, { first_name: name });
  return supabase({ token });
}

const gymInput = (name: string) => ({ name, timezone: 'America/Sao_Paulo' });

async function found(manager: SupabaseClient, name: string): Promise<string> {
  const { status, body } = await call(manager, 'POST', 'academy/gyms', { body: gymInput(name) });
  expect(status).toBe(201);
  return body.id;
}

const join = (client: SupabaseClient, gym: string) =>
  call(client, 'POST', `academy/gyms/${gym}/memberships`);
const decide = (client: SupabaseClient, id: string, verb: 'approve' | 'deny', body = {}) =>
  call(client, 'POST', `academy/memberships/${id}/${verb}`, { body });
const names = (items: { first_name: string }[]) => items.map(({ first_name }) => first_name);

describe('a gym', () => {
  it('is founded, found, changed by its manager, and by nobody else', async () => {
    const [manager, other] = [await person('Mia'), await person('Odo')];
    const gym = await found(manager, 'Kaizen');
    const seen = await call(other, 'GET', `academy/gyms/${gym}`);
    expect(seen.body).toMatchObject({ name: 'Kaizen', timezone: 'America/Sao_Paulo' });
    expect(seen.body).not.toHaveProperty('manager_id');

    const hacked = await call(other, 'PATCH', `academy/gyms/${gym}`, { body: { name: 'Mine' } });
    expect(hacked).toMatchObject({ status: 403, body: { code: 'not_a_manager' } });
    const headers = { 'if-match': seen.headers.get('etag')! };
    const path = `academy/gyms/${gym}`;
    expect((await call(manager, 'PATCH', path, { body: { name: 'Kaizen II' }, headers })).status)
      .toBe(200);
    expect((await call(manager, 'PATCH', path, { body: { name: 'Late' }, headers })).status)
      .toBe(412);
    expect((await call(manager, 'GET', `academy/gyms/${randomUUID()}`)).status).toBe(404);
  });

  it('refuses a time zone that is none, and an id that is no uuid', async () => {
    const manager = await person('Mia');
    const body = { name: 'Nowhere', timezone: 'Mars/Olympus' };
    expect(await call(manager, 'POST', 'academy/gyms', { body })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'body.timezone' }] },
    });
    expect(await call(manager, 'GET', 'academy/gyms/1')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'path.gym_id' }] },
    });
  });

  it('is founded once per Idempotency-Key, even when the request is sent twice at once', async () => {
    const manager = await person('Ida');
    const send = (name: string) =>
      call(manager, 'POST', 'academy/gyms', {
        body: gymInput(name),
        headers: { 'idempotency-key': 'found-1' },
      });
    const [one, two] = await Promise.all([send('Once'), send('Once')]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body).toEqual(two.body);
    const memberships = await call(manager, 'GET', 'academy/memberships');
    expect(memberships.body.items).toHaveLength(1);
    expect(await send('Twice')).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
  });

  it('is listed in pages that neither skip nor repeat, with a cursor nobody can make', async () => {
    const manager = await person('Pia');
    const made: string[] = [];
    for (const n of [1, 2, 3, 4, 5]) made.push(await found(manager, `Page ${n}`));
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await call(manager, 'GET', `academy/gyms?limit=2${cursor}`);
      seen.push(...page.body.items.map(({ id }: { id: string }) => id));
      cursor = page.body.next_cursor ? `&cursor=${page.body.next_cursor}` : '';
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => made.includes(id))).toEqual(made.reverse());
    const forged = await call(manager, 'GET', 'academy/gyms?cursor=e30.e30.e30');
    expect(forged).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
  });
});

describe('a membership', () => {
  let manager: SupabaseClient;
  let gym: string;
  beforeAll(async () => {
    manager = await person('Mia');
    gym = await found(manager, 'Members');
  });

  it('waits for a manager, who sees who asks; until then the gym shows nothing', async () => {
    const applicant = await person('Ana');
    const asked = await join(applicant, gym);
    expect(asked).toMatchObject({ status: 201, body: { role: 'STUDENT', approved_at: null } });
    expect((await join(applicant, gym)).body.id).toBe(asked.body.id);
    const directory = `academy/gyms/${gym}/members`;
    expect((await call(applicant, 'GET', directory)).body.items).toEqual([]);

    const pending = await call(
      manager,
      'GET',
      `academy/gyms/${gym}/memberships?status=pending`,
    );
    expect(pending.body.items).toMatchObject([{
      id: asked.body.id,
      person: { first_name: 'Ana' },
    }]);

    const self = await decide(applicant, asked.body.id, 'approve', { role: 'MANAGER' });
    expect(self).toMatchObject({ status: 403 });
    expect(await decide(manager, asked.body.id, 'approve', { role: 'INSTRUCTOR' })).toMatchObject({
      status: 200,
      body: { role: 'INSTRUCTOR', denied_at: null },
    });
    expect(names((await call(applicant, 'GET', directory)).body.items)).toEqual(['Ana', 'Mia']);
    expect(await join(applicant, gym)).toMatchObject({
      status: 409,
      body: { code: 'already_member' },
    });
    expect(await decide(manager, asked.body.id, 'approve')).toMatchObject({
      status: 409,
      body: { code: 'membership_approved' },
    });
  });

  it('that was denied stays denied until a manager changes their mind', async () => {
    const applicant = await person('Bia');
    const { id } = (await join(applicant, gym)).body;
    expect((await decide(manager, id, 'deny')).body.denied_at).not.toBeNull();
    expect(await join(applicant, gym)).toMatchObject({
      status: 409,
      body: { code: 'membership_denied' },
    });
    expect((await call(applicant, 'DELETE', `academy/memberships/${id}`)).status).toBe(204);
    expect((await join(applicant, gym)).body.code).toBe('membership_denied');
  });

  it('ends when the member leaves, who may ask again and starts over as a student', async () => {
    const member = await person('Caio');
    const { id } = (await join(member, gym)).body;
    await decide(manager, id, 'approve', { role: 'INSTRUCTOR' });
    expect((await call(member, 'DELETE', `academy/memberships/${id}`)).status).toBe(204);
    expect(await call(member, 'DELETE', `academy/memberships/${id}`)).toMatchObject({
      status: 409,
      body: { code: 'membership_left' },
    });
    expect((await call(member, 'GET', `academy/gyms/${gym}/members`)).body.items).toEqual([]);
    expect((await join(member, gym)).body).toMatchObject({
      id,
      role: 'STUDENT',
      approved_at: null,
      left_at: null,
    });
  });

  it('is decided only by managers of that very gym', async () => {
    const [applicant, other] = [await person('Dora'), await person('Otto')];
    await found(other, 'Elsewhere');
    const { id } = (await join(applicant, gym)).body;
    expect(await decide(other, id, 'approve')).toMatchObject({
      status: 404,
      body: { code: 'membership_not_found' },
    });
    const instructor = await person('Igor');
    const { id: second } = (await join(instructor, gym)).body;
    await decide(manager, second, 'approve', { role: 'INSTRUCTOR' });
    expect(await decide(instructor, id, 'approve')).toMatchObject({
      status: 403,
      body: { code: 'not_a_manager' },
    });
  });

  it('of the manager lasts until the gym is handed over to a member', async () => {
    const [founder, heir, stranger] = [
      await person('Fia'),
      await person('Hugo'),
      await person('S'),
    ];
    const dojo = await found(founder, 'Handover');
    const own = (await call(founder, 'GET', 'academy/memberships')).body.items[0];
    expect(await call(founder, 'DELETE', `academy/memberships/${own.id}`)).toMatchObject({
      status: 409,
      body: { code: 'manager_stays' },
    });
    const { id: strangerId } = (await call(stranger, 'GET', 'identity/me')).body;
    const hand = (manager_id: string) =>
      call(founder, 'PATCH', `academy/gyms/${dojo}`, { body: { manager_id } });
    expect(await hand(strangerId)).toMatchObject({
      status: 422,
      body: { code: 'manager_not_a_member' },
    });
    const { id, user_id } = (await join(heir, dojo)).body;
    await decide(founder, id, 'approve');
    expect((await hand(user_id)).status).toBe(200);
    expect((await call(founder, 'DELETE', `academy/memberships/${own.id}`)).status).toBe(204);
    const mine = (await call(heir, 'GET', 'academy/memberships')).body.items;
    expect(mine).toMatchObject([{ role: 'MANAGER', gym: { name: 'Handover' } }]);
  });

  it('changes role by a manager, never by oneself', async () => {
    const member = await person('Rui');
    const { id } = (await join(member, gym)).body;
    await decide(manager, id, 'approve');
    const role = (client: SupabaseClient) =>
      call(client, 'PATCH', `academy/memberships/${id}`, { body: { role: 'INSTRUCTOR' } });
    expect((await role(member)).status).toBe(403);
    expect((await role(manager)).body.role).toBe('INSTRUCTOR');
    expect(await call(manager, 'PATCH', `academy/memberships/${id}`, { body: { role: 'KING' } }))
      .toMatchObject({ status: 400, body: { errors: [{ field: 'body.role' }] } });
  });
});
