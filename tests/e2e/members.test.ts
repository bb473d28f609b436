import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { stack } from '../../testkit/http/stack.ts';
import { found, type Someone, someone, tenYearsAgo } from './support/callers.ts';

let manager: Someone;
let gym: string;
beforeAll(async () => {
  manager = await someone('Mia');
  gym = await found(manager);
});

const add = (body: Record<string, unknown>, who = manager) =>
  call(who.client, 'POST', `academy/gyms/${gym}/members`, { body });

async function send(list: string | Uint8Array<ArrayBuffer>, query = '', who = manager) {
  const { api_url, publishable_key } = stack().status;
  const url = `${api_url}/functions/v1/academy/gyms/${gym}/members/import${query}`;
  const headers = { apikey: publishable_key, authorization: `Bearer ${who.token}` };
  const answer = await fetch(url, { method: 'POST', headers, body: list });
  return { status: answer.status, body: await answer.json() };
}

describe('members without an account', () => {
  it('are added by a manager, and by nobody else', async () => {
    const added = await add({ first_name: 'Bia', birth_date: tenYearsAgo(), external_ref: '1' });
    expect(added).toMatchObject({ status: 201, body: { first_name: 'Bia', email: null } });
    const members = await call(manager.client, 'GET', `academy/gyms/${gym}/members`);
    expect(members.body.items).toMatchObject([{ first_name: 'Bia' }, { first_name: 'Mia' }]);
    expect(await add({ first_name: 'BIA', birth_date: tenYearsAgo() }))
      .toMatchObject({ status: 409, body: { code: 'member_known' } });
    const other = await someone('Olga');
    expect(await add({ first_name: 'Caio' }, other))
      .toMatchObject({ status: 403, body: { code: 'not_a_manager' } });

    const path = `academy/gyms/${gym}/members/${added.body.id}`;
    const body = { last_name: 'Souza' };
    expect((await call(manager.client, 'PATCH', path, { body })).body).toMatchObject(body);
    expect((await call(other.client, 'PATCH', path, { body })).status).toBe(403);
    const birth = { birth_date: '2018-01-01' };
    expect((await call(manager.client, 'PATCH', path, { body: birth })).body).toMatchObject(birth);
    const trail = await call(manager.client, 'GET', `academy/gyms/${gym}/audit-events`);
    expect(trail.body.items.map(({ action }: { action: string }) => action))
      .toEqual(['birth_date_changed', 'minor_read', 'member_added']);
  });

  it('are imported from a list: tried first, then added, and sent again nobody is there twice', async () => {
    const list = '\ufeffnome;sobrenome;nascimento;papel\r\n' +
      'João;Dias;14/05/2016;\r\nIgor;Tanaka;01/02/1990;instructor\r\n';
    const tried = await send(list);
    expect(tried.body).toMatchObject({ dry_run: true, added: 2, known: 0, errors: [] });
    expect(tried.body.lines).toEqual([2, 3].map((line) => ({
      ...{ line, user_id: null, outcome: 'added' },
    })));
    const [one, two] = await Promise.all([
      send(list, '?dry_run=false'),
      send(list, '?dry_run=false'),
    ]);
    expect([one.body.added + two.body.added, one.body.known + two.body.known]).toEqual([2, 2]);
    expect((await send(list)).body).toMatchObject({ added: 0, known: 2 });
    expect((await send(list, '', await someone('Olga'))).status).toBe(403);
  });

  it('are not imported from a list with a fault, which a dry run tells by line and column', async () => {
    const list = 'first_name,birth_date\nAna,2016-05-14\nCaio,tomorrow\n';
    expect((await send(list)).body).toMatchObject({
      added: 1,
      errors: [{ line: 3, column: 'birth_date', code: 'value_invalid' }],
    });
    expect(await send(list, '?dry_run=false'))
      .toMatchObject({ status: 422, body: { code: 'list_invalid' } });
    expect((await send(new Uint8Array([0x4e, 0xe3, 0x6f]))).body.errors)
      .toMatchObject([{ code: 'not_utf8' }]);
    expect((await send('x'.repeat(1024 * 1024 + 1))).status).toBe(413);
    const members = await call(manager.client, 'GET', `academy/gyms/${gym}/members?limit=100`);
    expect(members.body.items.map((item: { first_name: string }) => item.first_name))
      .not.toContain('Ana');
  });
});

describe('an invitation', () => {
  const invite = (body: Record<string, unknown>, who = manager) =>
    call(who.client, 'POST', `academy/gyms/${gym}/invitations`, { body });
  const accept = ({ client }: Someone, token: string, consent?: string) =>
    call(client, 'POST', 'academy/invitations/accept', {
      body: { token, ...consent && { consent } },
    });

  it('lets somebody new in, once, and only whose address it was sent to', async () => {
    const ana = await someone('Ana');
    const { status, body } = await invite({ email: ana.email.toUpperCase(), role: 'INSTRUCTOR' });
    expect(status).toBe(201);
    expect(await accept(await someone('Eve'), body.token))
      .toMatchObject({ status: 403, body: { code: 'invitation_not_yours' } });
    expect((await accept(ana, body.token)).status).toBe(200);
    expect(await accept(ana, body.token))
      .toMatchObject({ status: 409, body: { code: 'invitation_accepted' } });
    const mine = await call(ana.client, 'GET', 'academy/memberships');
    expect(mine.body.items).toMatchObject([{ role: 'INSTRUCTOR', gym: { id: gym } }]);
    const listed = await call(manager.client, 'GET', `academy/gyms/${gym}/invitations`);
    expect(listed.body.items[0]).toMatchObject({ id: body.id, email: ana.email.toUpperCase() });
    expect(JSON.stringify(listed.body)).not.toMatch(/token/);
    expect((await invite({ email: ana.email, role: 'STUDENT' }, ana)).status).toBe(403);
  });

  it('hands a record to the person it is about, with its history, in every function', async () => {
    const record = (await add({ first_name: 'Duda', birth_date: '1999-01-01' })).body.id;
    const duda = await someone('Duda');
    // Both functions have seen the fresh account.
    const before = (await call(duda.client, 'GET', 'identity/me')).body.id;
    expect((await call(duda.client, 'GET', 'academy/memberships')).body.items).toEqual([]);
    const { body } = await invite({ email: duda.email, user_id: record });
    expect((await accept(duda, body.token)).body).toMatchObject({ accepted_by: record });
    expect(before).not.toBe(record);
    expect((await call(duda.client, 'GET', 'identity/me')).body)
      .toMatchObject({ id: record, birth_date: '1999-01-01', email: duda.email });
    const mine = await call(duda.client, 'GET', 'academy/memberships');
    expect(mine.body.items).toMatchObject([{ gym: { id: gym }, approved_at: expect.any(String) }]);
    expect(await invite({ email: duda.email, user_id: record }))
      .toMatchObject({ status: 409, body: { code: 'record_has_account' } });
  });

  it('does not merge an account that was used', async () => {
    const record = (await add({ first_name: 'Edu' })).body.id;
    const edu = await someone('Edu');
    await call(edu.client, 'POST', 'agent/sessions', { body: {} });
    const { body } = await invite({ email: edu.email, user_id: record });
    expect(await accept(edu, body.token))
      .toMatchObject({ status: 409, body: { code: 'account_in_use' } });
    expect((await call(edu.client, 'GET', 'identity/me')).body.id).not.toBe(record);
  });

  it('makes a guardian, who agrees to the keeping of data', async () => {
    const child = (await add({ first_name: 'Gabi', birth_date: tenYearsAgo() })).body.id;
    const parent = await someone('Paula');
    const { body } = await invite({ email: parent.email, user_id: child, relation: 'parent' });
    expect(await accept(parent, body.token))
      .toMatchObject({ status: 422, body: { code: 'consent_text_unknown' } });
    expect((await accept(parent, body.token, '2026-11.pt')).status).toBe(200);
    const children = await call(parent.client, 'GET', 'identity/children');
    expect(children.body.items).toMatchObject([{ id: child, first_name: 'Gabi' }]);
    expect(await invite({ email: parent.email, user_id: child }))
      .toMatchObject({ status: 409, body: { code: 'record_has_guardian' } });
  });

  it('is taken back, and then opens nothing', async () => {
    const ana = await someone('Ana');
    const { body } = await invite({ email: ana.email, role: 'STUDENT' });
    const path = `academy/invitations/${body.id}`;
    expect((await call(ana.client, 'DELETE', path)).status).toBe(404);
    expect((await call(manager.client, 'DELETE', path)).status).toBe(204);
    expect((await call(manager.client, 'DELETE', path)).status).toBe(204);
    expect(await accept(ana, body.token))
      .toMatchObject({ status: 410, body: { code: 'invitation_revoked' } });
  });
});
