import { describe, expect, it } from 'vitest';
import { enterAutomations } from '../../../src/mailings/entries/enter-automations.ts';
import {
  evaluateAutomations,
  evaluateShop,
} from '../../../src/mailings/entries/evaluate-automations.ts';
import { happenings } from '../../../src/mailings/entries/happenings.ts';
import type { Trigger } from '../../../src/mailings/automations/drafts/trigger.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { automationScenes } from './support/automation-scenes.ts';

const under = useDoor();
const at = automationScenes(() => under.admin);
const db = () => under.door.asSystem('test');
const enter = () => enterAutomations({ db: db(), now: new Date('2027-01-01T00:00:00Z') });
const evaluate = (now: string) => evaluateAutomations({ db: db(), now: new Date(now) });
const look = (shop_id: string, now: string) =>
  evaluateShop({ db: db(), now: new Date(now) }, shop_id);
const keys = async (automation_id: string) =>
  (await at.entries(automation_id)).map(({ key }) => key);
/** What the same things look like to who looks back: a dry run. */
const lookBack = async (trigger: Trigger, shop_id: string, until: string) =>
  (await db().execute<{ key: string; happened_at: string }>(
    happenings(trigger, { shop_id, after: new Date('2026-01-01'), until: new Date(until) }),
  )).map(({ key }) => key).sort();

describe('a change of segment', () => {
  it('is waited for by where from and where to; a first score only where it is asked for', async () => {
    const shop_id = await at.shop();
    const to = await at.automation(shop_id, {
      trigger: 'segment_changed',
      trigger_options: { to: ['lost', 'at_risk'] },
    });
    const from: Trigger = {
      trigger: 'segment_changed',
      trigger_options: { from: ['champions'], to: ['lost'] },
    };
    const both = await at.automation(shop_id, from);
    const fresh: Trigger = {
      trigger: 'segment_changed',
      trigger_options: { from: [null, 'champions'], to: ['lost'] },
    };
    const scored = await at.automation(shop_id, fresh);
    const any: Trigger = { trigger: 'segment_changed', trigger_options: {} };
    const between = await at.automation(shop_id, any);
    const customer_id = await at.customer(shop_id);
    const change = (was: string | null, is: string | null) =>
      at.insert('segment_changes', {
        ...{ shop_id, customer_id, from: was, to: is, rfm: is && 111, as_of: '2026-06-01' },
        created_at: '2026-06-01T03:00:00Z',
      });
    const [first, second] = [await change(null, 'lost'), await change('champions', 'lost')];
    const third = await change('lost', 'champions');
    await change('lost', null);
    expect(await enter()).toEqual({ events: 4, entered: 6 });
    const expected = (...changes: string[]) => changes.map((id) => `segment:${id}`).sort();
    expect(await keys(to.automation_id)).toEqual(expected(second));
    expect(await keys(scored.automation_id)).toEqual(expected(first, second));
    expect(await keys(between.automation_id)).toEqual(expected(second, third));
    expect(await lookBack(any, shop_id, '2027-01-01')).toEqual(expected(second, third));
    expect(await lookBack(fresh, shop_id, '2027-01-01')).toEqual(expected(first, second));
    expect(await at.entries(both.automation_id)).toMatchObject([{
      key: `segment:${second}`,
      details: { previous_segment: 'champions' },
    }]);
    expect(await lookBack(from, shop_id, '2027-01-01')).toEqual([`segment:${second}`]);
  });
});

describe('a graduation', () => {
  const promote = (who: { user_id: string; gym_id: string }, columns = {}) =>
    at.insert('graduations', {
      ...{ user_id: who.user_id, gym_id: who.gym_id, modality: 'Jiu-jitsu', belt: 'blue' },
      ...{ awarded_on: '2026-06-01', registered_on: '2026-06-01', legacy_id: null },
      ...{ created_at: '2026-06-01T20:00:00Z', override_reason: 'A test.', ...columns },
    });

  it('of a customer lets them enter; what is imported or was long ago does not', async () => {
    const shop_id = await at.shop();
    const trigger: Trigger = { trigger: 'graduated', trigger_options: { belts: ['blue'] } };
    const { automation_id } = await at.automation(shop_id, trigger);
    const who = await at.memberCustomer(shop_id);
    const blue = await promote(who);
    await promote(who, { belt: 'purple', awarded_on: '2026-06-02', registered_on: '2026-06-02' });
    const other = await at.memberCustomer(shop_id);
    await promote(other, { legacy_id: 1, belt: 'white' });
    await promote(await at.memberCustomer(shop_id), {
      ...{ awarded_on: '2025-12-30', registered_on: '2025-12-30' },
    });
    expect(await enter()).toEqual({ events: 2, entered: 1 });
    expect(await at.entries(automation_id)).toMatchObject([{
      ...{ key: `graduation:${blue}`, details: { awarded_belt: 'blue' }, customer_id: who.id },
      due_at: new Date('2026-06-01T20:00:00Z'),
    }]);
    expect(await lookBack(trigger, shop_id, '2027-01-01')).toEqual([`graduation:${blue}`]);
  });
});

describe('a membership', () => {
  it('that is approved lets its customer enter, and once more who comes back', async () => {
    const shop_id = await at.shop();
    const trigger: Trigger = { trigger: 'membership_approved', trigger_options: {} };
    const { automation_id } = await at.automation(shop_id, trigger);
    const who = await at.memberCustomer(shop_id);
    const write = (columns: Record<string, unknown>) =>
      under.admin`update memberships set ${under.admin(columns)} where user_id = ${who.user_id}`;
    await write({ approved_at: null });
    await write({ approved_at: '2026-06-01T10:00:00Z' });
    await write({ external_ref: '7' });
    await write({ left_at: '2026-07-01T10:00:00Z' });
    await write({ left_at: null, approved_at: '2026-08-01T10:00:00Z' });
    expect(await enter()).toEqual({ events: 2, entered: 2 });
    const [first, again] = await keys(automation_id);
    expect(first).toMatch(/^membership:.*:2026-06-01T10:00:00\.000$/);
    expect(again).toMatch(/:2026-08-01T10:00:00\.000$/);
    expect(await lookBack(trigger, shop_id, '2027-01-01')).toEqual([again]);
  });
});

describe('an absence', () => {
  it('begins so many days after the last check-in, once for each', async () => {
    const shop_id = await at.shop();
    const { automation_id } = await at.automation(shop_id, {
      trigger: 'absent',
      trigger_options: { days: 14 },
    });
    const who = await at.memberCustomer(shop_id);
    const class_id = await at.insert('classes', {
      ...{ gym_id: who.gym_id, weekday: 1, starts_at: '18:00', ends_at: '19:00' },
      ...{ modality: 'jiu_jitsu', starts_on: '2026-01-01' },
    });
    const came = (class_date: string) =>
      at.insert('check_ins', {
        ...{ user_id: who.user_id, class_id, gym_id: who.gym_id, class_date, status: 'present' },
        ...{ place: 1, arrived: true, made_at: class_date, received_at: class_date },
      });
    await came('2026-06-01');
    expect(await look(shop_id, '2026-06-14T23:59:59Z')).toEqual({ automations: 1, entered: 0 });
    expect(await look(shop_id, '2026-06-15T00:00:00Z')).toEqual({ automations: 1, entered: 1 });
    expect(await look(shop_id, '2026-06-16T00:00:00Z')).toEqual({ automations: 1, entered: 0 });
    await came('2026-06-22');
    expect(await look(shop_id, '2026-07-07T12:00:00Z')).toEqual({ automations: 1, entered: 1 });
    expect(await at.entries(automation_id)).toMatchObject([
      { key: 'absent:2026-06-01', due_at: new Date('2026-06-15'), details: { days_absent: 14 } },
      { key: 'absent:2026-06-22', due_at: new Date('2026-07-06') },
    ]);
  });

  it('that began before the automation was enabled lets nobody enter', async () => {
    const shop_id = await at.shop();
    await at.automation(shop_id, { trigger: 'absent', trigger_options: { days: 14 } });
    await at.memberCustomer(shop_id);
    expect(await look(shop_id, '2026-01-02T00:00:00Z')).toEqual({ automations: 1, entered: 0 });
    await under.admin`update automations set enabled = false where shop_id = ${shop_id}`;
    expect(await look(shop_id, '2026-01-02T00:00:00Z')).toEqual({ automations: 0, entered: 0 });
  });
});

describe('a birthday', () => {
  const birthday = async (
    { days_before = 0, timezone = null, birth_date = '1990-03-10' }: {
      days_before?: number;
      timezone?: string | null;
      birth_date?: string;
    },
  ) => {
    const shop_id = await at.shop();
    const one = await at.automation(shop_id, {
      trigger: 'birthday',
      trigger_options: { days_before },
    });
    await at.memberCustomer(shop_id, { timezone }, { user: { birth_date } });
    return one;
  };

  it.each([
    ['UTC', '2026-03-09T23:59:59Z', '2026-03-10T00:00:00Z', '2026-03-11T00:00:00Z'],
    ['Pacific/Auckland', '2026-03-09T10:59:59Z', '2026-03-09T11:00:00Z', '2026-03-10T11:00:00Z'],
    ['America/Los_Angeles', '2026-03-10T06:59:59Z', '2026-03-10T07:00:00Z', '2026-03-11T07:00:00Z'],
    ['not/a zone', '2026-03-09T23:59:59Z', '2026-03-10T00:00:00Z', '2026-03-11T00:00:00Z'],
  ])('is the day where the customer is: %s', async (timezone, before, from, past) => {
    const { automation_id } = await birthday({ timezone });
    await evaluate(before);
    expect(await keys(automation_id)).toEqual([]);
    await evaluate(from);
    await evaluate(past);
    expect(await keys(automation_id)).toEqual(['birthday:2026']);
    const late = await birthday({ timezone });
    await evaluate(past);
    expect(await keys(late.automation_id)).toEqual([]);
  });

  it('of who was born on 29 February is the 28th where there is none', async () => {
    const { automation_id } = await birthday({ birth_date: '1992-02-29' });
    for (const now of ['2027-02-28T12:00:00Z', '2028-02-28T12:00:00Z', '2028-02-29T12:00:00Z']) {
      await evaluate(now);
    }
    expect((await at.entries(automation_id)).map(({ key, due_at }) => [key, due_at.toISOString()]))
      .toEqual([
        ['birthday:2027', '2027-02-28T00:00:00.000Z'],
        ['birthday:2028', '2028-02-29T00:00:00.000Z'],
      ]);
  });

  it('may be looked for days before, also across a new year, and once in spite of moving', async () => {
    const { automation_id } = await birthday({ days_before: 5, birth_date: '1990-01-02' });
    await evaluate('2026-12-28T12:00:00Z');
    await under.admin`update customers set timezone = 'America/Los_Angeles'
      where id in (select customer_id from private.automation_entries
        where automation_id = ${automation_id})`;
    await evaluate('2026-12-29T01:00:00Z');
    expect(await keys(automation_id)).toEqual(['birthday:2027']);
  });
});
