import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import { pinDigest } from '../../../src/academy/front-desk/pins/pin-digest.ts';
import { frontDesk } from '../../stack/people.ts';
import { idOf } from '../chance.ts';
import type { Days } from '../days.ts';
import type { Regular } from '../regulars.ts';
import type { Known } from './seed-people.ts';

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * Lets a tablet in at the door of the first gym, as another was before it; gives PINs to the student
 * and to whom it checks in, and writes down what happened at it.
 */
export async function seedFrontDesk(
  tx: postgres.TransactionSql,
  days: Days,
  { people, firstGym }: Known,
  regulars: readonly Regular[],
  pinHashKey: string,
): Promise<void> {
  const desk = { gym_id: firstGym, created_by: people.manager.id };
  const id = idOf('front desk');
  await tx`insert into front_desks ${
    tx([
      {
        ...{ ...desk, id, name: frontDesk.name, token_hash: hashOf(frontDesk.token) },
        ...{ created_at: days.instant(-60), last_seen_at: days.instant(0), revoked_at: null },
      },
      {
        ...{ ...desk, id: idOf('old desk'), name: 'Old phone', created_at: days.instant(-300) },
        ...{ token_hash: hashOf(idOf('old desk token')), last_seen_at: days.instant(-61) },
        revoked_at: days.instant(-60),
      },
    ])
  }`;
  const digestOf = pinDigest(pinHashKey);
  const known = new Set(regulars.flatMap(({ user_id, by }) => by === null ? [user_id] : []));
  const pins = await Promise.all([...known].map(async (user_id, index) => ({
    user_id,
    digest: await digestOf(String(500_000 + index * 7919)),
  })));
  pins.push({ user_id: people.student.id, digest: await digestOf(frontDesk.pin) });
  await tx`
    insert into private.member_pins (gym_id, user_id, pin_hash)
    select ${firstGym}, p.user_id, private.pin_hash(${firstGym}, p.digest)
    from jsonb_to_recordset(${tx.json(pins)}) as p (user_id uuid, digest text)`;
  await tx`
    insert into audit_events (gym_id, actor_id, subject_id, action, created_at)
    select p.gym_id, ${people.manager.id}, p.user_id, 'pin_set', ${days.instant(-60, 14)}
    from private.member_pins p where p.gym_id = ${firstGym}`;
  await tx`
    insert into front_desk_events (
      gym_id, front_desk_id, user_id, class_id, method, outcome, created_at
    )
    select c.gym_id, ${id}, case when tried.outcome = 'present' then c.user_id end, c.class_id,
      'pin', tried.outcome, c.made_at - tried.before
    from check_ins c
    cross join lateral (
      select 'present' as outcome, interval '0' as before
      union all
      select 'wrong_pin', '20 seconds' where hashtext(c.id::text) % 25 = 0
    ) tried
    where c.gym_id = ${firstGym} and c.status = 'present' and c.checked_in_by is null`;
}
