import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import type { Person } from './actors.ts';
import { idOf } from './ids.ts';

export const TEXT = '2026-11.en';
/** Somebody who comes with a fresh account, in the cells of invitations. */
export const FRESH = 'fresh@tatame.test';

/** Consents: the row's name, the child, who gave it, and whether it was withdrawn. */
const given: [row: string, child: Person, by: Person, withdrawn?: true][] = [
  ['guardian', 'child', 'guardian'],
  ['otherGuardian', 'otherChild', 'otherGuardian'],
  ['formerGuardian', 'child', 'formerGuardian', true],
];
export const consents = given.map(([row]) => row);

/** Emergency contacts, named after whom they are for. */
export const contacts: readonly Person[] = ['child', 'otherChild', 'student', 'former'];

/** What stands in the link of an invitation, hashed: its name. */
export const tokenHashOf = (row: string) => createHash('sha256').update(row).digest('hex');

const PAST = '2020-01-01T00:00:00Z';
/** Invitations: the row's name, the gym, and how it stands. All went to one address. */
const sent: [row: string, gym: string, columns: Record<string, unknown>][] = [
  ['claim', 'north', { user_id: idOf('users.grown') }],
  ['new', 'north', { role: 'INSTRUCTOR' }],
  ['claimTaken', 'north', { user_id: idOf('users.fellow') }],
  ['claimChild', 'north', { user_id: idOf('users.child') }],
  ['guard', 'north', { user_id: idOf('users.child'), relation: 'parent' }],
  ['guardGrown', 'north', { user_id: idOf('users.grown'), relation: 'parent' }],
  ['accepted', 'north', {
    ...{ role: 'STUDENT', accepted_at: PAST, accepted_by: idOf('users.fellow') },
  }],
  ['revoked', 'north', { role: 'STUDENT', revoked_at: PAST }],
  ['expired', 'north', { role: 'STUDENT', expires_at: PAST }],
  ['ofTeacher', 'north', { role: 'STUDENT', created_by: idOf('users.instructor') }],
  ['ofFormer', 'north', { role: 'STUDENT', created_by: idOf('users.former') }],
  ['ofStranger', 'north', { role: 'STUDENT', created_by: idOf('users.otherManager') }],
  ['south', 'south', { role: 'STUDENT', created_by: idOf('users.otherManager') }],
];
export const invitations = sent.map(([row]) => row);

export async function populatePeople(tx: postgres.TransactionSql, past: string): Promise<void> {
  const times = { created_at: past, updated_at: past };
  for (const [row, child, by, withdrawn] of given) {
    await tx`insert into consents ${
      tx({
        ...{ id: idOf(`consents.${row}`), kind: 'child_data', text_version: TEXT, ...times },
        ...{ user_id: idOf(`users.${child}`), given_by: idOf(`users.${by}`), given_at: past },
        withdrawn_at: withdrawn ? past : null,
      })
    }`;
  }
  for (const name of contacts) {
    await tx`insert into emergency_contacts ${
      tx({
        ...{ id: idOf(`emergency_contacts.${name}`), user_id: idOf(`users.${name}`), ...times },
        ...{ name: `aunt of ${name}`, phone: '+5511999998888' },
      })
    }`;
  }
  for (const [row, gym, columns] of sent) {
    await tx`insert into invitations ${
      tx({
        ...{ id: idOf(`invitations.${row}`), gym_id: idOf(`gyms.${gym}`), email: FRESH, ...times },
        ...{ token_hash: tokenHashOf(row), created_by: idOf('users.manager') },
        ...{ expires_at: '2150-01-01', ...columns },
      })
    }`;
  }
}
