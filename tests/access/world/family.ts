import type postgres from 'postgres';
import type { Person } from './actors.ts';
import { idOf } from './ids.ts';

/** Children stay children: ten years before the tests run, and one who came of age long ago. */
const TEN_YEARS_AGO = new Date(Date.now() - 10 * 365.25 * 86_400_000).toISOString().slice(0, 10);

export const birthDates: Partial<Record<Person, string>> = {
  child: TEN_YEARS_AGO,
  pending: TEN_YEARS_AGO,
  otherChild: TEN_YEARS_AGO,
  grown: '2000-01-01',
  student: '1990-01-01',
};

/** Guardianships: the row's name, the guardian, the child, and whether it was ended. */
const standing: [row: string, guardian: Person, child: Person, ended?: true][] = [
  ['guardian', 'guardian', 'child'],
  // Who also manages the gym the child is in.
  ['deputy', 'deputy', 'child'],
  ['otherGuardian', 'otherGuardian', 'otherChild'],
  ['formerGuardian', 'formerGuardian', 'child', true],
  // Not ended by anybody: the birthday decides.
  ['grown', 'formerGuardian', 'grown'],
];
export const guardianships = standing.map(([row]) => row);

/** Events of the trail: in both gyms, and one about a child that names no gym. */
const trail: [row: string, gym: string | null, actor: Person | null, subject: Person][] = [
  ['ofChild', 'north', 'manager', 'child'],
  ['ofStudent', 'north', 'instructor', 'student'],
  ['ofOtherChild', 'south', 'otherManager', 'otherChild'],
  ['nowhere', null, 'guardian', 'child'],
];
export const auditEvents = trail.map(([row]) => row);

export async function populateFamily(tx: postgres.TransactionSql, past: string): Promise<void> {
  const times = { created_at: past, updated_at: past };
  for (const [row, guardian, child, ended] of standing) {
    await tx`insert into guardianships ${
      tx({
        ...{ id: idOf(`guardianships.${row}`), relation: 'parent', ...times },
        ...{ guardian_id: idOf(`users.${guardian}`), dependent_id: idOf(`users.${child}`) },
        ended_at: ended ? past : null,
      })
    }`;
  }
  for (const [row, gym, actor, subject] of trail) {
    await tx`insert into audit_events ${
      tx({
        ...{ id: idOf(`audit_events.${row}`), action: 'role_changed', created_at: past },
        ...{ gym_id: gym && idOf(`gyms.${gym}`), actor_id: actor && idOf(`users.${actor}`) },
        ...{ subject_id: idOf(`users.${subject}`), details: tx.json({ to: 'STUDENT' }) },
      })
    }`;
  }
}
