import { createHash } from 'node:crypto';
import type { PersonKey } from '../stack/people.ts';
import type { Cast } from './cast.ts';
import { idOf } from './chance.ts';
import type { Days } from './days.ts';
import { type GymKey, gymKeys } from './gyms.ts';
import type { Member, Person } from './members.ts';
import { emailOf } from './names.ts';
import type { Rows } from './rows.ts';

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** What the secret of the guardian's calendar link is: like the passwords, for the demo only. */
export const CALENDAR_SECRET = 'demo-calendar-of-the-guardian';

type Office = Pick<
  Rows,
  'memberships' | 'membership_periods' | 'invitations' | 'calendar_links' | 'audit_events'
>;

interface Known {
  days: Days;
  gymIds: Record<GymKey, string>;
  people: Record<PersonKey, Person>;
  /** Who decides in each gym. */
  managers: Record<GymKey, string>;
}

/**
 * What a manager has on the desk: who is a member since when, who asks to join, who was refused and
 * who left or came back; invitations that are open, used, taken back and over; links to calendars; the trail.
 */
export function makeOffice({ members, outsiders }: Cast, known: Known): Office {
  const { days, gymIds, people, managers } = known;
  const of = (gym: GymKey) => members.filter((member) => member.gym === gym);
  const membership = (user_id: string, gym: GymKey, joined: number) => ({
    ...{ id: idOf('membership', user_id, gym), user_id, gym_id: gymIds[gym] },
    ...{ approved_at: days.instant(-joined, 18), denied_at: null, left_at: null },
    ...{ role: 'STUDENT' as Member['role'], decided_by: managers[gym] as string | null },
    ...{ external_ref: null as string | null, created_at: days.instant(-joined - 2, 12) },
  });
  // Of each gym somebody was away for a while.
  const back = gymKeys.map((gym) =>
    of(gym).find(({ role, group, joined }) =>
      role === 'STUDENT' && group === 'adults' && joined > 300
    )!
  );
  const inEffect = gymKeys.flatMap((gym) =>
    of(gym).map(({ id, role, joined }, index) => ({
      ...membership(id, gym, back.some((one) => one.id === id) ? 45 : joined),
      ...{ role, external_ref: `${gym.slice(0, 1).toUpperCase()}${1001 + index}` },
    }))
  );
  const notInEffect = gymKeys.flatMap((gym) => {
    const [asks, refused, left] = outsiders.filter((one) => one.gym === gym).map(({ id }) => id);
    return [
      { ...membership(asks!, gym, 1), approved_at: null, decided_by: null },
      { ...membership(refused!, gym, 30), approved_at: null, denied_at: days.instant(-29, 18) },
      { ...membership(left!, gym, 500), left_at: days.instant(-40, 10) },
    ];
  });
  return {
    memberships: [...inEffect, ...notInEffect],
    membership_periods: back.map(({ id, gym, joined }) => ({
      ...{ id: idOf('period', id), user_id: id, gym_id: gymIds[gym] },
      ...{ began_at: days.instant(-joined, 18), ended_at: days.instant(-150, 10) },
    })),
    invitations: gymKeys.flatMap((gym) => {
      const [newest] = of(gym).filter(({ role, email }) => role === 'STUDENT' && email);
      const child = of(gym).find(({ group }) => group === 'kids')!;
      const invitation = (email: string, sent: number) => ({
        ...{ id: idOf('invitation', gym, email), gym_id: gymIds[gym], email, user_id: null },
        ...{ role: 'STUDENT' as Member['role'] | null, relation: null, accepted_by: null },
        ...{ accepted_at: null, revoked_at: null, token_hash: hashOf(idOf('token', gym, email)) },
        ...{ created_by: managers[gym], created_at: days.instant(-sent, 11) },
        expires_at: days.instant(14 - sent, 11),
      });
      return [
        invitation('newcomer@tatame.test', 2),
        {
          ...invitation('coach@tatame.test', 5),
          ...{ role: 'INSTRUCTOR' as const, revoked_at: days.instant(-4, 9) },
        },
        invitation('undecided@tatame.test', 20),
        {
          ...invitation(newest!.email!, 25),
          ...{ accepted_by: newest!.id, accepted_at: days.instant(-24, 20) },
        },
        {
          ...invitation(emailOf({ ...child, first_name: 'family' }), 1),
          ...{ role: null, relation: 'parent' as const, user_id: child.id },
        },
      ];
    }),
    calendar_links: [
      ...gymKeys.map((gym) => ({
        ...{ id: idOf('calendar', gym), user_id: null, gym_id: gymIds[gym], revoked_at: null },
        ...{ token_hash: hashOf(idOf('calendar token', gym)), created_at: days.instant(-60) },
      })),
      {
        ...{ id: idOf('calendar', 'guardian'), user_id: people.guardian.id, gym_id: null },
        ...{ revoked_at: null, token_hash: hashOf(CALENDAR_SECRET), created_at: days.instant(-30) },
      },
      {
        ...{ id: idOf('calendar', 'student'), user_id: people.student.id, gym_id: null },
        ...{ revoked_at: days.instant(-8), created_at: days.instant(-50) },
        token_hash: hashOf(idOf('calendar token', 'student')),
      },
    ],
    audit_events: gymKeys.flatMap((gym) =>
      of(gym).filter(({ subject }) => !subject).map(({ id, joined, group }) => ({
        ...{ id: idOf('trail', id), gym_id: gymIds[gym], subject_id: id },
        ...group === 'adults'
          ? { action: 'member_added' as const, details: { source: 'staff' } }
          : { action: 'guardianship_began' as const, details: { relation: 'parent' } },
        ...{ actor_id: managers[gym], created_at: days.instant(-joined, 19) },
      }))
    ),
  };
}
