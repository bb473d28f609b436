import { beforeAll, describe, expect, it } from 'vitest';
import { useDoor } from '../../../testkit/database/door.ts';
import { notices } from './support/notices.ts';

const under = useDoor();
const on = notices(under);

let dojo: string;
let monday: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  dojo = await on.gym('UTC');
  monday = await on.weekly(dojo, { starts_on: '2025-01-06' });
  for (const name of ['Ana', 'Bia', 'Caio', 'Davi', 'Eva']) {
    ids[name] = await on.member(dojo, '2025-01-01', { first_name: name });
  }
  ids.Gone = await on.member(dojo, '2025-01-01', { first_name: 'Gone' }, { left_at: '2026-01-01' });
  ids.Asking = await on.member(dojo, '2025-01-01', { first_name: 'Asking' }, { approved_at: null });
  const other = await on.gym('UTC');
  ids.Other = await on.member(other, '2025-01-01', { first_name: 'Other' });
  await on.came(dojo, monday, ids.Ana!, '2026-03-02');
  await on.came(dojo, monday, ids.Bia!, '2026-02-02');
  await on.came(dojo, monday, ids.Gone, '2026-03-02');
  const booked = (user_id: string, class_date: string, status: string, place: number) =>
    under.admin`insert into check_ins ${
      under.admin({
        ...{ user_id, class_id: monday, gym_id: dojo, class_date, status, place },
        ...{ made_at: '2026-03-01T12:00:00Z', received_at: '2026-03-01T12:00:00Z' },
      })
    }`;
  await booked(ids.Caio!, '2026-03-16', 'booked', 1);
  await booked(ids.Davi!, '2026-03-16', 'waiting', 2);
  await booked(ids.Eva!, '2026-03-16', 'cancelled', 3);
  await booked(ids.Gone, '2026-03-16', 'booked', 4);
});

const told = async (audience: Parameters<typeof on.sent>[1]) =>
  (await on.readersOf(await on.sent(dojo, audience))).join(' ');

describe('an audience, when it is resolved,', () => {
  it('is who is a member then: the gym, and whom a list names', async () => {
    expect(await told({ type: 'gym' })).toBe('Ana Bia Caio Davi Eva');
    expect(await told({ type: 'members', user_ids: Object.values(ids) }))
      .toBe('Ana Bia Caio Davi Eva');
    expect(await told({ type: 'members', user_ids: [ids.Gone!, ids.Asking!, ids.Other!] }))
      .toBe('');
  });

  it('is who came to a class, or will', async () => {
    expect(await told({ type: 'class', class_id: monday, days: 7 })).toBe('Ana Caio Davi');
    expect(await told({ type: 'class', class_id: monday, days: 60 })).toBe('Ana Bia Caio Davi');
  });

  it('is who is expected at a date; of a cancelled one who was', async () => {
    const occurrence = { type: 'occurrence', class_id: monday, class_date: '2026-03-16' } as const;
    expect(await told({ ...occurrence, class_date: '2026-03-02' })).toBe('Ana');
    expect(await told(occurrence)).toBe('Caio Davi');
    await on.change(dojo, { class_id: monday, class_date: '2026-03-16', kind: 'cancelled' });
    expect(await told(occurrence)).toBe('Caio Davi Eva');
  });

  it('is who wears a belt, the first one also without a graduation', async () => {
    const [system] = await under.admin`insert into rank_systems ${
      under.admin({
        ...{ gym_id: dojo, modality: 'Sumo', name: 'Ours', version: '1', valid_from: '2020-01-01' },
      })
    } returning id`;
    await under.admin`insert into ranks (system_id, belt, position, name, "group")
      values (${system!.id}, 'white', 0, 'White', 'adult'), (${
      system!.id
    }, 'blue', 1, 'Blue', 'adult')`;
    const promote = (user_id: string, belt: string, on: string, columns: object = {}) =>
      under.admin`insert into graduations ${
        under.admin({
          ...{ user_id, gym_id: dojo, modality: 'Sumo', belt, degree: 0 },
          ...{ awarded_on: on, registered_on: on, ...columns },
        })
      } returning id`;
    await under.admin`alter table graduations disable trigger user`;
    await promote(ids.Ana!, 'blue', '2025-05-01');
    const [mistake] = await promote(ids.Bia!, 'blue', '2025-05-01');
    await promote(ids.Bia!, 'blue', '2025-05-02', { voids: mistake!.id, void_reason: 'Other Bia' });
    await promote(ids.Caio!, 'blue', '2027-01-01');
    await promote(ids.Davi!, 'blue', '2025-05-01', { degree: 1 });
    await under.admin`alter table graduations enable trigger user`;
    const belt = { type: 'belt', modality: 'Sumo', degree: null } as const;
    expect(await told({ ...belt, belt: 'blue' })).toBe('Ana Davi');
    expect(await told({ ...belt, belt: 'blue', degree: 1 })).toBe('Davi');
    expect(await told({ ...belt, belt: 'white' })).toBe('Bia Caio Eva');
    expect(await told({ ...belt, belt: 'white', degree: 1 })).toBe('');
  });

  it('is who stays away, however many', async () => {
    expect(await told({ type: 'at_risk', days: 14 })).toBe('Bia Caio Davi Eva');
    const crowd = await on.gym('UTC');
    await on.weekly(crowd, { starts_on: '2025-01-06' });
    await under.admin`
      with people as (
        insert into users (source) select 'staff' from generate_series(1, 150) returning id
      )
      insert into memberships (user_id, gym_id, approved_at)
      select id, ${crowd}, '2025-01-01' from people`;
    const id = await on.sent(crowd, { type: 'at_risk', days: 14 });
    expect(await on.readersOf(id)).toHaveLength(150);
  });
});

describe('who is told', () => {
  it('is everybody on each of their devices, and guardians for small children, once', async () => {
    const gym = await on.gym('UTC');
    const born = (first_name: string, birth_date: string) =>
      on.member(gym, '2025-01-01', { first_name, birth_date });
    const ana = await born('Ana', '1990-01-01');
    await on.signsIn(ana, 'phone', 'tablet');
    // Twelve until tomorrow.
    const small = await born('Small', '2013-03-10');
    await on.signsIn(small, 'toy');
    const teen = await born('Teen', '2013-03-09');
    await on.signsIn(teen, 'teens');
    const silent = await born('Silent', '2010-01-01');
    const alone = await born('Alone', '2018-01-01');
    await on.member(gym, '2025-01-01', { first_name: 'Bare' });
    const other = await on.gym('UTC');
    const parent = await on.member(other, '2025-01-01', { first_name: 'Parent' });
    await on.signsIn(parent, 'parents');
    const former = await on.member(other, '2025-01-01', { first_name: 'Former' });
    await on.signsIn(former, 'formers');
    await on.guards(parent, small, silent, teen);
    await on.guards(ana, small);
    await on.guards(former, alone);
    await under.admin`update guardianships set ended_at = now() where guardian_id = ${former}`;
    const id = await on.sent(gym, { type: 'gym' });
    expect(await on.readersOf(id)).toEqual(['Alone', 'Ana', 'Bare', 'Silent', 'Small', 'Teen']);
    expect(await on.deliveriesOf(id)).toEqual([
      'Alone dropped no_guardian',
      'Ana phone pending',
      'Ana tablet pending',
      'Bare dropped no_device',
      'Parent parents pending',
      'Teen teens pending',
    ]);
    await under.admin`update users set email = 'ana@example.com' where id = ${ana}`;
    const mail = await on.sent(gym, { type: 'members', user_ids: [ana, teen] }, {
      channel: 'email',
    });
    expect(await on.deliveriesOf(mail)).toEqual([
      'Ana ana@example.com pending',
      'Teen dropped no_address',
    ]);
  });

  it('is nobody who does not want it; a guardian decides for what they are told', async () => {
    const gym = await on.gym('UTC');
    const ana = await on.member(gym, '2025-01-01', { first_name: 'Ana' });
    await on.signsIn(ana, 'of ana');
    const child = await on.member(gym, '2025-01-01', {
      first_name: 'Child',
      birth_date: '2020-01-01',
    });
    await on.guards(ana, child);
    await on.chooses(child, { enabled: false });
    expect(await on.deliveriesOf(await on.sent(gym, { type: 'gym' }))).toEqual([
      'Ana of ana pending',
    ]);
    await on.chooses(ana, { enabled: false });
    const unwanted = await on.sent(gym, { type: 'gym' });
    expect(await on.deliveriesOf(unwanted)).toEqual(['Ana dropped preference']);
    expect(await on.readersOf(unwanted)).toEqual(['Ana', 'Child']);
    expect(await on.deliveriesOf(await on.sent(gym, { type: 'gym' }, { kind: 'class' }))).toEqual([
      'Ana of ana pending',
    ]);
  });
});
