import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import type { Person } from './actors.ts';
import { idOf } from './ids.ts';

/** Devices: one in each gym, and one that was revoked in north. Their tokens are made of their names. */
const letIn: [row: string, gym: string, by: Person, columns: Record<string, string>][] = [
  ['north', 'north', 'manager', {}],
  ['south', 'south', 'otherManager', {}],
  ['spent', 'north', 'deputy', { revoked_at: '2020-01-01T00:00:00Z' }],
];
export const frontDesks = letIn.map(([row]) => row);
export const tokenOfDesk = (row: string) => `desk_${row}`;

/** What happened at them: the row's name, the device, and who stood there; nobody, for a wrong try. */
const happened: [row: string, desk: string, user: Person | null][] = [
  ['ofStudent', 'north', 'student'],
  ['ofChild', 'north', 'child'],
  ['ofNobody', 'spent', null],
  ['ofOtherChild', 'south', 'otherChild'],
];
export const frontDeskEvents = happened.map(([row]) => row);

/** Who has a PIN, and where; it is told by whose it is. */
const pins: [user: Person, gym: string][] = [
  ['student', 'north'],
  ['fellow', 'north'],
  ['child', 'north'],
  ['otherChild', 'south'],
];
export const pinOwners = pins.map(([user]) => user);
export const digestOf = (name: string) => `digest of ${name}`;

/** Who has a code. */
export const codeOwners: readonly Person[] = ['student', 'fellow', 'child'];
export const codeOf = (name: string) => `code of ${name}`;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export async function populateFrontDesk(tx: postgres.TransactionSql, past: string): Promise<void> {
  const times = { created_at: past, updated_at: past };
  const gymOf = (desk: string) => letIn.find(([row]) => row === desk)![1];
  for (const [row, gym, by, columns] of letIn) {
    await tx`insert into front_desks ${
      tx({
        ...{ id: idOf(`front_desks.${row}`), gym_id: idOf(`gyms.${gym}`), name: row, ...times },
        ...{ created_by: idOf(`users.${by}`), token_hash: sha256(tokenOfDesk(row)), ...columns },
      })
    }`;
  }
  for (const [row, desk, user] of happened) {
    const gym = gymOf(desk);
    await tx`insert into front_desk_events ${
      tx({
        ...{ id: idOf(`front_desk_events.${row}`), front_desk_id: idOf(`front_desks.${desk}`) },
        ...{ gym_id: idOf(`gyms.${gym}`), user_id: user && idOf(`users.${user}`) },
        ...{ class_id: idOf(`classes.${gym === 'south' ? 'southern' : 'mat'}`), method: 'pin' },
        ...{ outcome: user ? 'present' : 'wrong_pin', created_at: past },
      })
    }`;
  }
  for (const [user, gym] of pins) {
    await tx`insert into private.member_pins ${
      tx({
        ...{ gym_id: idOf(`gyms.${gym}`), user_id: idOf(`users.${user}`), created_at: past },
        pin_hash: sha256(idOf(`gyms.${gym}`) + digestOf(user)),
      })
    }`;
  }
  for (const user of codeOwners) {
    await tx`insert into private.check_in_codes ${
      tx({
        ...{ code_hash: sha256(codeOf(user)), user_id: idOf(`users.${user}`) },
        ...{ expires_at: past, created_at: past },
      })
    }`;
  }
}
