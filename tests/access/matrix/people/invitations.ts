import type { Subject } from '../../proof/cells.ts';
import { invitations as rows } from '../../world/people.ts';
import { becomeSystem, touched } from '../returning.ts';

const ofNorth = rows.filter((row) => row !== 'south').join(' ');

/** Invitations: a gym's, for its managers; written by functions. */
const invitations: Subject = {
  name: 'public.invitations',
  rows,
  probes: {
    select: `select * from public.invitations`,
    insert: `insert into public.invitations (gym_id, email, role, token_hash, expires_at)
      values (:gyms.north, 'a@b', 'MANAGER', repeat('a', 64), '2150-01-01')`,
    update: `update public.invitations set expires_at = '2150-01-02' where id = :row ${touched}`,
    'delete blindly': `delete from public.invitations`,
    truncate: `truncate public.invitations`,
  },
  access: [`
| actor          | select     | insert | update | delete blindly | truncate |
| manager deputy | ${ofNorth} | 42501  | 42501  | 42501          | 42501    |
| otherManager   | south      | 42501  | 42501  | 42501          | 42501    |
| system         | all        | ×1     | all    | ×${rows.length} | 42501   |
| anonymous      | 42501      | 42501  | 42501  | 42501          | 42501    |
| everyone else  | -          | 42501  | 42501  | 42501          | 42501    |`],
};

const invite = (who: string, role: string, relation: string, what = 'created_by') =>
  `select ${what} from private.invite(:gyms.north, ${who}, 'a@b', ${role}, ${relation},
    repeat('b', 64))`;

const inviteSomebody: Subject = {
  name: 'private.invite(uuid,uuid,text,text,text,text)',
  returns: 'SETOF invitations',
  probes: {
    'somebody new': invite('null', `'INSTRUCTOR'`, 'null'),
    'to a record': invite(':users.grown', 'null', 'null'),
    'to an account': invite(':users.fellow', 'null', 'null'),
    'to a child': invite(':users.child', 'null', 'null'),
    'to a record of south': invite(':users.otherChild', 'null', `'parent'`),
    'to who was here': invite(':users.former', 'null', `'parent'`),
    'to the erased': invite(':users.deleted', 'null', 'null'),
    'as a guardian': invite(':users.child', 'null', `'parent'`),
    'as a guardian of the grown': invite(':users.grown', 'null', `'parent'`),
    'until when': invite('null', `'STUDENT'`, 'null', `expires_at - now()::timestamptz(3)`),
    'in the trail': [
      invite(':users.child', 'null', `'parent'`),
      becomeSystem,
      `select actor_id from public.audit_events where action = 'invited' and gym_id = :gyms.north
        and subject_id = :users.child and details = '{"relation": "parent"}'`,
    ],
  },
  access: [
    `
| actor            | somebody new | to a record | to an account | to a child  | to a record of south |
| anonymous system | 42501        | 42501       | 42501         | 42501       | 42501                |
| manager deputy   | own          | own         | 23514         | 23514       | 23503                |
| everyone else    | 42501/guard  | 42501/guard | 42501/guard   | 42501/guard | 42501/guard          |`,
    `
| actor            | to who was here | to the erased | as a guardian | as a guardian of the grown | until when  | in the trail |
| anonymous system | 42501           | 42501         | 42501         | 42501                      | 42501       | 42501        |
| manager deputy   | 23503           | 23503         | own           | 23514                      | 14 days     | own          |
| everyone else    | 42501/guard     | 42501/guard   | 42501/guard   | 42501/guard                | 42501/guard | 42501/guard  |`,
  ],
};

const revoke = (row: string) => `select id from private.revoke_invitation(:invitations.${row})`;

const revokeInvitation: Subject = {
  name: 'private.revoke_invitation(uuid)',
  returns: 'SETOF invitations',
  probes: {
    open: revoke('new'),
    'of south': revoke('south'),
    accepted: revoke('accepted'),
    revoked: revoke('revoked'),
    'in the trail': [
      revoke('claim'),
      becomeSystem,
      `select actor_id from public.audit_events where action = 'invitation_revoked'
        and gym_id = :gyms.north and subject_id = :users.grown`,
    ],
    'all that are then': [
      revoke('new'),
      becomeSystem,
      `select id from public.invitations where revoked_at is not null`,
    ],
  },
  access: [`
| actor            | open  | of south | accepted | revoked | in the trail | all that are then |
| anonymous system | 42501 | 42501    | 42501    | 42501   | 42501        | 42501             |
| manager deputy   | new   | -        | -        | -       | own          | new revoked       |
| otherManager     | -     | south    | -        | -       | -            | revoked           |
| everyone else    | -     | -        | -        | -       | -            | revoked           |`],
};

export const invitationSubjects = [invitations, inviteSomebody, revokeInvitation];
