import { beforeAll, describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { listRoster } from '../../../../src/academy/roster/list-roster.ts';
import { members } from './support/members.ts';

const under = useDoor();
const { gym, weekly, person, member, came } = members(() => under.admin);

const DATE = '2026-03-02';
let monday: string;
let child: string;
let adult: string;
let gone: string;
let staff: string;
beforeAll(async () => {
  const dojo = await gym('UTC');
  monday = await weekly(dojo);
  const tenYearsAgo = `${new Date().getUTCFullYear() - 10}-03-02`;
  child = await member(dojo, '2020-01-01', { first_name: 'Bia', birth_date: tenYearsAgo });
  adult = await member(dojo, '2020-01-01', { first_name: 'Ana', birth_date: '1990-03-03' });
  const left = { left_at: '2026-03-05' };
  gone = await member(dojo, '2020-01-01', { first_name: 'Zoe', birth_date: tenYearsAgo }, left);
  const cancelled = await member(dojo, '2020-01-01', { first_name: 'Caio' });
  for (const who of [child, adult, gone, cancelled]) await came(dojo, monday, who, DATE);
  await under.admin`update check_ins set status = 'cancelled' where user_id = ${cancelled}`;
  for (const who of [child, adult, gone]) {
    await under.admin`insert into emergency_contacts (user_id, name, phone, notes)
      values (${who}, 'Rosa', '+5511999998888', 'asthma')`;
  }
  staff = await person('Igor');
  await under.admin`insert into memberships (user_id, gym_id, role, approved_at)
    values (${staff}, ${dojo}, 'INSTRUCTOR', now())`;
});

async function rosterOf(userId: string, limit = 10, after?: readonly string[]) {
  const [row] = await under.admin<{ subject: string }[]>`
    select subject from users where id = ${userId}`;
  const claims = { sub: row!.subject, role: 'authenticated' };
  const ctx = {
    db: under.door.asCaller(claims),
    caller: { userId, subject: claims.sub, provider: 'clerk' as const, claims },
  };
  return await listRoster(ctx, {
    ...{ class_id: monday, class_date: DATE, page: { limit, after } },
  });
}

describe('the roster of a class', () => {
  it('tells staff names, ages and whom to call, but not of who left since', async () => {
    const { items } = await rosterOf(staff);
    const contacts = [
      { name: 'Rosa', phone: '+5511999998888', relation: null, notes: 'asthma' },
    ];
    const age = 2026 - (new Date().getUTCFullYear() - 10);
    expect(items).toMatchObject([
      { user_id: gone, first_name: null, status: 'present', age: null, contacts: [] },
      { user_id: adult, first_name: 'Ana', age: 35, is_minor: false, contacts },
      { user_id: child, first_name: 'Bia', age, is_minor: true, contacts },
    ]);
  });

  it('leaves a trace of the child and of the contacts, once however often it is read', async () => {
    await rosterOf(staff);
    const rows = await under.admin`
      select subject_id, action, count(*)::int from audit_events where actor_id = ${staff}
      group by 1, 2 order by action, subject_id = ${child}`;
    expect(rows).toEqual([
      { subject_id: adult, action: 'contacts_read', count: 1 },
      { subject_id: child, action: 'contacts_read', count: 1 },
      { subject_id: child, action: 'minor_read', count: 1 },
    ]);
  });

  it('is read page by page, and leaves a trace of what was read alone', async () => {
    await under.admin`alter table audit_events disable trigger user`;
    await under.admin`delete from audit_events`;
    await under.admin`alter table audit_events enable trigger user`;
    const first = await rosterOf(staff, 2);
    expect(first.items.map(({ user_id }) => user_id)).toEqual([gone, adult]);
    const [before] = await under.admin`
      select count(*)::int from audit_events where subject_id = ${child}`;
    const rest = await rosterOf(staff, 2, first.next as string[]);
    expect(rest.items.map(({ user_id }) => user_id)).toEqual([child]);
    expect([before!.count, rest.next]).toEqual([0, null]);
  });

  it('is empty to everybody else', async () => {
    const stranger = await person('Olga');
    expect((await rosterOf(stranger)).items).toEqual([]);
  });
});
