import type { Subject } from '../../../proof/cells.ts';
import { subjectOf } from '../../../world/actors.ts';
import { becomeSystem, elsewhere } from '../../returning.ts';
import { inTheTrail } from './in-the-trail.ts';

const letIn = (gym: string) =>
  `select created_by from private.let_in_front_desk(:gyms.${gym}, 'x', repeat('a', 64))`;
/** So many more devices of a gym, made by the system; then the manager of north goes on. */
const crowd = (count: number, gym: string, columns = '', values = '') => [
  becomeSystem,
  `insert into public.front_desks (gym_id, name, token_hash${columns})
    select :gyms.${gym}, 'x', repeat('b', 32) || md5(n::text)${values}
    from generate_series(1, ${count}) n`,
  elsewhere({ sub: subjectOf('manager') }),
];

const letInFrontDesk: Subject = {
  name: 'private.let_in_front_desk(uuid,text,text)',
  returns: 'SETOF front_desks',
  probes: {
    'at north': letIn('north'),
    'at south': letIn('south'),
    'in the trail': [
      letIn('north'),
      ...inTheTrail('front_desk_let_in', `gym_id = :gyms.north and details = '{"name": "x"}'`),
    ],
    'the twentieth': [...crowd(18, 'north'), letIn('north')],
    'one more': [...crowd(19, 'north'), letIn('north')],
    'beside those of south': [...crowd(19, 'south'), letIn('north')],
    'beside revoked ones': [...crowd(19, 'north', ', revoked_at', ', now()'), letIn('north')],
  },
  access: [
    `
| actor            | at north    | at south    | in the trail |
| anonymous system | 42501       | 42501       | 42501        |
| manager deputy   | own         | 42501/guard | own          |
| otherManager     | 42501/guard | own         | 42501/guard  |
| everyone else    | 42501/guard | 42501/guard | 42501/guard  |`,
    // By the manager, whoever the actor is.
    `
| actor         | the twentieth | one more | beside those of south | beside revoked ones |
| everyone else | manager       | 23514    | manager               | manager             |`,
  ],
};

const revoke = (row: string) => `select id from private.revoke_front_desk(:front_desks.${row})`;

const revokeFrontDesk: Subject = {
  name: 'private.revoke_front_desk(uuid)',
  returns: 'SETOF front_desks',
  probes: {
    'of north': revoke('north'),
    'of south': revoke('south'),
    'that is revoked': revoke('spent'),
    'in the trail': [
      revoke('north'),
      ...inTheTrail('front_desk_revoked', `gym_id = :gyms.north and details = '{"name": "north"}'`),
    ],
    'all that are then': [
      revoke('north'),
      becomeSystem,
      `select id from public.front_desks where revoked_at is not null`,
    ],
  },
  access: [`
| actor            | of north | of south | that is revoked | in the trail | all that are then |
| anonymous system | 42501    | 42501    | 42501           | 42501        | 42501             |
| manager deputy   | north    | -        | -               | own          | north spent       |
| otherManager     | -        | south    | -               | -            | spent             |
| everyone else    | -        | -        | -               | -            | spent             |`],
};

/** Letting devices in. */
export const deviceFunctions = [letInFrontDesk, revokeFrontDesk];
