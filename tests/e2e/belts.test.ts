import { randomUUID } from 'node:crypto';
import { extractText, getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { stack } from '../../testkit/http/stack.ts';
import { type Someone, someone } from './support/callers.ts';
import { gymWithPeople, idOf } from './support/gym-people.ts';

describe('belts', () => {
  let manager: Someone;
  let member: Someone;
  let parent: Someone;
  let gym = '';
  let child = '';
  let memberId = '';

  const promote = (body: object, by = manager) =>
    call(by.client, 'POST', `belts/gyms/${gym}/graduations`, {
      body: { user_id: memberId, modality: 'Jiu-jitsu', ...body },
    });
  const hold = (body: object, by = manager) =>
    call(by.client, 'POST', `belts/gyms/${gym}/grading-events`, {
      body: { modality: 'Jiu-jitsu', held_on: '2026-03-14', ...body },
    });
  const list = async (who: Someone, path: string) => {
    const { status, body } = await call(who.client, 'GET', `belts/${path}`);
    expect(status).toBe(200);
    return body.items;
  };

  beforeAll(async () => {
    ({ gym, manager, member, parent, child } = await gymWithPeople('João', 'Academia São João'));
    memberId = await idOf(member);
    const born = { body: { birth_date: '1995-05-05' } };
    expect((await call(member.client, 'PATCH', 'identity/me', born)).status).toBe(200);
  });

  it('are awarded by the rules, or told why not, and taken back with a reason', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = {
      user_id: memberId,
      modality: 'Jiu-jitsu',
      belt: 'blue',
      awarded_on: '2025-01-10',
    };
    const send = () =>
      call(manager.client, 'POST', `belts/gyms/${gym}/graduations`, { headers, body });
    const [blue, again] = [await send(), await send()];
    expect(blue).toMatchObject({ status: 201, body: { degree: 0, registered_on: '2025-01-10' } });
    expect(again.body).toEqual(blue.body);

    const early = await promote({ belt: 'purple', awarded_on: '2026-07-01' });
    expect(early).toMatchObject({
      status: 409,
      body: {
        code: 'not_eligible',
        errors: [{
          ...{ field: 'body.belt', code: 'time', message: '3.1.3 II a, 17 of 24, from 2027-01-10' },
          facts: { user_id: memberId, belt: 'purple', value: 17, threshold: 24, holds: false },
        }],
      },
    });
    const override_reason = 'Champion of another federation';
    const purple = await promote({ belt: 'purple', awarded_on: '2026-07-01', override_reason });
    expect(purple).toMatchObject({ status: 201, body: { override_reason } });
    const back = `belts/graduations/${purple.body.id}/void`;
    const reason = { body: { reason: 'A degree was meant' } };
    expect((await call(member.client, 'POST', back, reason)).body.code).toBe('not_belt_staff');
    expect((await call(manager.client, 'POST', back, reason)).body)
      .toMatchObject({ void_reason: 'A degree was meant', voided_at: expect.any(String) });
    expect((await call(manager.client, 'POST', back, reason)).body.code).toBe('graduation_voided');

    const history = await list(member, 'graduations');
    expect(history.map((one: { belt: string; void_reason: string }) => [one.belt, one.void_reason]))
      .toEqual([['purple', 'A degree was meant'], ['blue', null]]);
    expect(await list(manager, `graduations?user_id=${memberId}`)).toEqual(history);
    expect(await list(manager, `gyms/${gym}/graduations?modality=Jiu-jitsu`)).toHaveLength(2);
    expect(await list(parent, `graduations?user_id=${memberId}`)).toEqual([]);
    const one = `belts/graduations/${blue.body.id}`;
    expect((await call(member.client, 'GET', one)).body).toEqual(history[1]);
    expect((await call(parent.client, 'GET', one)).body.code).toBe('graduation_not_found');
    const trail = await call(manager.client, 'GET', `academy/gyms/${gym}/audit-events`);
    expect(trail.body.items.map(({ action }: { action: string }) => action).slice(0, 3))
      .toEqual(['graduation_voided', 'overridden', 'promoted']);
  });

  it('of oneself, of who is no member, and to what there is not, are refused', async () => {
    const blue = { belt: 'blue', awarded_on: '2026-03-14' };
    const self = await promote({ ...blue, user_id: await idOf(manager) });
    expect(self).toMatchObject({ status: 403, body: { code: 'not_belt_staff' } });
    expect((await promote(blue, member)).body.code).toBe('not_belt_staff');
    for (
      const [more, status, code, field] of [
        [{ user_id: await idOf(parent) }, 404, 'member_not_found', 'body.user_id'],
        [{ belt: 'plaid' }, 422, 'rank_unknown', 'body.belt'],
        [{ awarded_on: '2099-01-01' }, 422, 'promoted_in_future', 'body.registered_on'],
        [{ awarded_on: '2025-01-10' }, 409, 'rank_held', 'body.belt'],
        [{ registered_on: '2026-03-13' }, 400, 'invalid_input', 'body.registered_on'],
        [{ belt: 'Blue!' }, 400, 'invalid_input', 'body.belt'],
      ] as const
    ) {
      expect(await promote({ ...blue, ...more }))
        .toMatchObject({ status, body: { code, errors: [{ field }] } });
    }
  });

  it('of many on one day are all or none, and the same again changes nothing', async () => {
    const id = randomUUID();
    const people = [{ user_id: child, belt: 'blue' }, { user_id: memberId, belt: 'black' }];
    const refused = await hold({ id, people });
    expect(refused).toMatchObject({ status: 409, body: { code: 'not_eligible' } });
    expect(
      refused.body.errors.map((one: { field: string; code: string; facts: object }) =>
        `${one.field} ${one.code} ${(one.facts as { user_id: string }).user_id}`
      ).sort(),
    ).toEqual([
      `body.people.0.belt age_in_year ${child}`,
      `body.people.1.belt from_rank ${memberId}`,
    ]);
    expect(await list(parent, `graduations?user_id=${child}`)).toEqual([]);

    const graded = {
      ...{ id, name: 'Summer grading' },
      people: [{ user_id: child, belt: 'grey' }, {
        ...{ user_id: memberId, belt: 'black', override_reason: 'x' },
      }],
    };
    const [held, again] = [await hold(graded), await hold(graded)];
    expect(held).toMatchObject({ status: 201, body: { id, name: 'Summer grading' } });
    expect(again.body).toEqual(held.body);
    expect(held.body.graduations).toHaveLength(2);
    expect((await hold({ ...graded, name: 'Winter' })).body.code).toBe('grading_event_differs');
    const twice = await hold({ people: [graded.people[0], graded.people[0]] });
    expect(twice.body.errors).toMatchObject([{ field: 'body.people.1.user_id' }]);
    expect(await list(member, `gyms/${gym}/grading-events`)).toMatchObject([{ id }]);
    const seen = await call(parent.client, 'GET', `belts/grading-events/${id}`);
    expect(seen.body.graduations).toMatchObject([{ user_id: child, belt: 'grey' }]);
    const other = await someone('Zoe');
    expect((await call(other.client, 'GET', `belts/grading-events/${id}`)).body.code)
      .toBe('grading_event_not_found');
  });

  it('have a certificate, for who may see it', async () => {
    const [grey] = await list(parent, `graduations?user_id=${child}`);
    const path = `belts/graduations/${grey.id}/certificate`;
    const read = (who: Someone, more = '', headers = {}) =>
      fetch(`${stack().status.api_url}/functions/v1/${path}${more}`, {
        headers: {
          ...{ apikey: stack().status.publishable_key, ...headers },
          authorization: `Bearer ${who.token}`,
        },
      });
    const [first, again] = [await read(parent), await read(manager)];
    expect(first.headers.get('content-type')).toBe('application/pdf');
    const bytes = new Uint8Array(await first.arrayBuffer());
    expect(new Uint8Array(await again.arrayBuffer())).toEqual(bytes);
    const etag = first.headers.get('etag')!;
    expect((await read(parent, '', { 'if-none-match': etag })).status).toBe(304);
    const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
    expect(text.replaceAll(/\s+/g, ' ')).toBe(
      'Academia São João Certificate This certifies that Bia was awarded the rank of Grey ' +
        'Jiu-jitsu, on March 14, 2026 Awarded by Mia',
    );
    expect((await read(parent, '?language=pt')).status).toBe(200);
    expect((await read(parent, '?language=xx')).status).toBe(400);
    expect((await read(member)).status).toBe(404);
    await call(manager.client, 'POST', `belts/graduations/${grey.id}/void`, {
      body: { reason: 'x' },
    });
    expect(await (await read(parent)).json()).toMatchObject({ code: 'graduation_voided' });
  });

  it('come sooner by a title, which staff write down and take away', async () => {
    const won = {
      ...{ user_id: memberId, title: 'adult_world_champion', modality: 'Jiu-jitsu' },
      ...{ belt: 'blue', won_on: '2026-06-06' },
    };
    const record = (more: object = {}, by = manager) =>
      call(by.client, 'POST', `belts/gyms/${gym}/titles`, { body: { ...won, ...more } });
    const title = await record();
    expect(title).toMatchObject({ status: 201, body: won });
    expect((await record()).body.code).toBe('title_recorded');
    expect((await record({}, member)).body.code).toBe('not_belt_staff');
    for (
      const [more, code] of [
        [{ won_on: '2099-01-01' }, 'title_in_future'],
        [{ belt: 'plaid' }, 'rank_unknown'],
        [{ user_id: await idOf(parent) }, 'member_not_found'],
      ] as const
    ) {
      expect((await record(more)).body.code).toBe(code);
    }
    expect(await list(member, 'titles')).toEqual([title.body]);
    expect(await list(manager, `gyms/${gym}/titles`)).toEqual([title.body]);
    const path = `belts/titles/${title.body.id}`;
    expect((await call(member.client, 'DELETE', path)).body.code).toBe('not_belt_staff');
    expect((await call(manager.client, 'DELETE', path)).status).toBe(204);
    expect((await call(manager.client, 'DELETE', path)).body.code).toBe('title_not_found');
  });

  it('are exported, and an erasure leaves them without a name', async () => {
    const { body } = await call(member.client, 'GET', 'identity/me/export');
    expect(body.graduations.map(({ belt }: { belt: string }) => belt).sort())
      .toEqual(['black', 'blue', 'purple', 'purple']);
    expect(body.titles).toEqual([]);
    const erased = await call(member.client, 'DELETE', 'identity/me');
    expect(JSON.stringify(erased.body)).toContain('graduations, without a name');
    const left = await list(manager, `gyms/${gym}/graduations`);
    expect(left.filter((one: { user_id: string }) => one.user_id === memberId)).toMatchObject(
      Array.from({ length: 3 }, () => ({ awarded_by: null, override_reason: null })),
    );
  });
});
