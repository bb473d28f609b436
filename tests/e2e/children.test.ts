import { describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { found, type Someone, someone, tenYearsAgo } from './support/callers.ts';

const bia = () => ({
  ...{ first_name: 'Bia', birth_date: tenYearsAgo(), relation: 'parent', consent: '2026-11.en' },
});

async function withChild(): Promise<{ parent: Someone; child: string }> {
  const parent = await someone('Paula');
  const { status, body } = await call(parent.client, 'POST', 'identity/children', { body: bia() });
  expect(status).toBe(201);
  return { parent, child: body.id };
}

describe('a child', () => {
  it('is added with a consent, read, changed, and listed to its guardian only', async () => {
    const { parent, child } = await withChild();
    const other = await someone('Olga');
    const path = `identity/children/${child}`;
    const seen = await call(parent.client, 'GET', path);
    expect(seen.body).toMatchObject({ first_name: 'Bia', email: null });
    const list = await call(parent.client, 'GET', 'identity/children');
    expect(list.body.items).toMatchObject([{ id: child, relation: 'parent' }]);
    expect((await call(other.client, 'GET', 'identity/children')).body.items).toEqual([]);
    expect(await call(other.client, 'GET', path))
      .toMatchObject({ status: 404, body: { code: 'child_not_found' } });

    const headers = { 'if-match': seen.headers.get('etag')! };
    const body = { phone: '+5511999998888', birth_date: '2018-02-28' };
    expect((await call(parent.client, 'PATCH', path, { body, headers })).body)
      .toMatchObject({ phone: body.phone, birth_date: body.birth_date });
    expect((await call(parent.client, 'PATCH', path, { body, headers })).status).toBe(412);
    expect((await call(other.client, 'PATCH', path, { body })).status).toBe(404);

    const consents = await call(parent.client, 'GET', `${path}/consents`);
    expect(consents.body.items).toMatchObject([{ kind: 'child_data', withdrawn_at: null }]);
    const trail = await call(parent.client, 'GET', `academy/audit-events?user_id=${child}`);
    expect(trail.body.items.map(({ action }: { action: string }) => action).sort())
      .toEqual(['birth_date_changed', 'consent_given', 'guardianship_began']);
  });

  it('is under eighteen, its guardian is not, and the text agreed to is one there is', async () => {
    const { client } = await someone('Ada');
    const add = (more: object) =>
      call(client, 'POST', 'identity/children', { body: { ...bia(), ...more } });
    expect(await add({ birth_date: '2000-01-01' }))
      .toMatchObject({ status: 422, body: { code: 'not_a_child' } });
    expect(await add({ consent: 'yes' }))
      .toMatchObject({ status: 422, body: { code: 'consent_text_unknown' } });
    const texts = await call(client, 'GET', 'identity/consent-texts');
    expect(texts.body.items.length).toBeGreaterThan(1);
    await call(client, 'PATCH', 'identity/me', { body: { birth_date: tenYearsAgo() } });
    expect(await add({})).toMatchObject({ status: 403, body: { code: 'guardian_is_a_child' } });
    expect(await call(client, 'PATCH', 'identity/me', { body: { birth_date: '2000-01-01' } }))
      .toMatchObject({ status: 403, body: { code: 'birth_date_guarded' } });
  });

  it('joins gyms by its guardian, who sees its memberships and whom to call', async () => {
    const { parent, child } = await withChild();
    const manager = await someone('Mia');
    const gym = await found(manager);
    const join = `academy/gyms/${gym}/memberships?user_id=${child}`;
    const asked = await call(parent.client, 'POST', join);
    expect(asked).toMatchObject({ status: 201, body: { user_id: child } });
    expect((await call((await someone('Olga')).client, 'POST', join)).status).toBe(403);
    const approve = `academy/memberships/${asked.body.id}/approve`;
    expect((await call(manager.client, 'POST', approve, { body: {} })).status).toBe(200);
    const own = await call(parent.client, 'GET', `academy/memberships?user_id=${child}`);
    expect(own.body.items).toMatchObject([{ gym: { id: gym } }]);
    expect((await call(parent.client, 'GET', 'academy/memberships')).body.items).toEqual([]);

    const contacts = `identity/users/${child}/emergency-contacts`;
    const body = { name: 'Aunt', phone: '+5511999998888', notes: 'asthma' };
    expect((await call(parent.client, 'POST', contacts, { body })).status).toBe(201);
    expect((await call(manager.client, 'POST', contacts, { body })).status).toBe(404);
    expect((await call(manager.client, 'GET', contacts)).body.items).toEqual([]);
    const staffs = `academy/gyms/${gym}/members/${child}/emergency-contacts`;
    expect((await call(manager.client, 'GET', staffs)).body.items).toMatchObject([body]);
    expect((await call(parent.client, 'GET', staffs)).body.items).toEqual([]);
    for (
      const path of [`academy/gyms/${gym}/audit-events`, `academy/audit-events?user_id=${child}`]
    ) {
      const who = path.includes('gyms') ? manager : parent;
      const [latest] = (await call(who.client, 'GET', path)).body.items;
      expect(latest).toMatchObject({ action: 'contacts_read', subject_id: child, gym_id: gym });
    }
  });

  it('has a schedule that its guardian sees and subscribes to, as long as they are that', async () => {
    const { parent, child } = await withChild();
    const manager = await someone('Mia');
    const gym = await found(manager);
    const day = new Date().toISOString().slice(0, 10);
    const weekly = { weekday: 1, starts_at: '18:00', ends_at: '19:00', modality: 'Judo kids' };
    await call(manager.client, 'POST', `academy/gyms/${gym}/classes`, {
      body: { ...weekly, starts_on: day },
    });
    const url =
      (await call(parent.client, 'POST', 'academy/calendar-links', { body: {} })).body.url;
    const week = new Date(Date.parse(day) + 6 * 86_400_000).toISOString().slice(0, 10);
    const path = `academy/gyms/${gym}/occurrences?from=${day}&to=${week}`;
    const seen = async () => [
      (await call(parent.client, 'GET', path)).body.items.length,
      (await (await fetch(url)).text()).includes('SUMMARY:Judo kids'),
    ];
    expect(await seen()).toEqual([0, false]);
    const join = `academy/gyms/${gym}/memberships?user_id=${child}`;
    const { body: { id } } = await call(parent.client, 'POST', join);
    await call(manager.client, 'POST', `academy/memberships/${id}/approve`, { body: {} });
    expect(await seen()).toEqual([1, true]);
    await call(parent.client, 'DELETE', `identity/children/${child}/guardianship`);
    expect(await seen()).toEqual([0, false]);
  });

  it('is exported and erased by its guardian', async () => {
    const { parent, child } = await withChild();
    const path = `identity/children/${child}`;
    const contact = { name: 'Aunt', phone: '+5511999998888' };
    const contacts = `identity/users/${child}/emergency-contacts`;
    await call(parent.client, 'POST', contacts, { body: contact });
    const exported = await call(parent.client, 'GET', `${path}/export`);
    expect(exported.body).toMatchObject({
      user: { id: child, first_name: 'Bia', subject: null },
      emergency_contacts: [contact],
      guardians: [{ relation: 'parent' }],
    });
    const other = await someone('Olga');
    expect((await call(other.client, 'GET', `${path}/export`)).status).toBe(404);
    expect((await call(other.client, 'DELETE', path)).status).toBe(404);
    const erased = await call(parent.client, 'DELETE', path);
    expect(erased.body.erased).toContain('emergency contacts and medical notes');
    expect((await call(parent.client, 'GET', path)).status).toBe(404);
    expect((await call(parent.client, 'GET', 'identity/children')).body.items).toEqual([]);
  });

  it('is left by its guardian only while somebody else has the record', async () => {
    const { parent, child } = await withChild();
    const path = `identity/children/${child}/guardianship`;
    expect(await call(parent.client, 'DELETE', path))
      .toMatchObject({ status: 409, body: { code: 'last_guardian' } });
    const gym = await found(await someone('Mia'));
    await call(parent.client, 'POST', `academy/gyms/${gym}/memberships?user_id=${child}`);
    expect((await call(parent.client, 'DELETE', path)).status).toBe(204);
    expect((await call(parent.client, 'GET', `identity/children/${child}`)).status).toBe(404);
  });
});
