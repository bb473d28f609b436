import { beforeAll, describe, expect, it } from 'vitest';
import { useDoor } from '../../../testkit/database/door.ts';
import { subjectOf } from '../../access/world/actors.ts';
import { idOf } from '../../access/world/ids.ts';
import { populate } from '../../access/world/world.ts';

const under = useDoor();
beforeAll(() => populate(under.admin));

const north = idOf('gyms.north');
const child = idOf('users.child');

/** Has somebody read the profile of a member of north, and answers how often that is in the trail. */
async function read(reader: string, member = child): Promise<number> {
  await under.door.asCaller({ sub: subjectOf(reader), role: 'authenticated' })
    .execute(`select from private.member_profile('${north}', '${member}')`);
  const [row] = await under.admin<{ count: number }[]>`
    select count(*)::int from audit_events where action = 'minor_read' and gym_id = ${north}
      and actor_id = ${idOf(`users.${reader}`)} and subject_id = ${member}`;
  return row!.count;
}

describe('what staff read of a child', () => {
  it('is in the trail once a day, for each reader, child and gym', async () => {
    expect([await read('manager'), await read('manager')]).toEqual([1, 1]);
    expect(await read('instructor')).toBe(1);
    expect(await read('manager', idOf('users.pending'))).toBe(1);
  });

  it('is in the trail again on the next day, by the clock of the gym', async () => {
    await under.admin`alter table audit_events disable trigger user`;
    const age = (to: string) =>
      under.admin`update audit_events
        set created_at = date_trunc('day', now(), 'UTC') - ${to}::interval
        where action = 'minor_read' and actor_id = ${idOf('users.instructor')}`;
    await age('0');
    expect(await read('instructor')).toBe(1);
    await age('1 millisecond');
    expect(await read('instructor')).toBe(2);
    await under.admin`alter table audit_events enable trigger user`;
  });

  it('is in the trail of each gym it was read in', async () => {
    const south = idOf('gyms.south');
    await under.admin`insert into memberships (user_id, gym_id, approved_at)
      values (${child}, ${south}, now())`;
    await under.door.asCaller({ sub: subjectOf('manager'), role: 'authenticated' })
      .execute(`select from private.member_profile('${south}', '${child}')`);
    const [row] = await under.admin<{ count: number }[]>`
      select count(distinct gym_id)::int from audit_events
      where action = 'minor_read' and actor_id = ${idOf('users.manager')}
        and subject_id = ${child}`;
    expect(row).toEqual({ count: 2 });
  });
});
