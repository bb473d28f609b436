import type { Subject } from '../../proof/cells.ts';
import { closings as rows } from '../../world/closings.ts';
import { inTheTrail } from '../academy/front-desk/in-the-trail.ts';
import { closed } from '../closed.ts';
import { becomeSystem, elsewhere } from '../returning.ts';
import { type Actor, claimsOf } from '../../world/actors.ts';
import { closeGyms } from './close-gyms.ts';

/** That gyms are to be closed: for who belongs to them, and written by functions. */
const gymClosings: Subject = {
  name: 'public.gym_closings',
  rows,
  probes: {
    select: `select * from public.gym_closings`,
    insert:
      `insert into public.gym_closings (gym_id, erases_at) values (:gyms.north, '2099-01-01')`,
    update: `update public.gym_closings set erases_at = '2099-01-02'`,
    delete: `delete from public.gym_closings`,
    truncate: `truncate public.gym_closings`,
    'joining what is closed': [
      becomeSystem,
      `select private.close_gyms(10)`,
      elsewhere(claimsOf('stranger')!),
      `insert into public.memberships (user_id, gym_id) values (:users.stranger, :gyms.south)`,
    ],
  },
  access: [
    `
| actor         | joining what is closed |
| anonymous     | 23514                  |
| everyone else | 23514                  |`,
    `
| actor                                    | select          | insert | update | delete | truncate |
| anonymous                                | 42501           | 42501  | 42501  | 42501  | 42501    |
| manager                                  | northKept south | 42501  | 42501  | 42501  | 42501    |
| deputy student instructor guardian      | northKept      | 42501  | 42501  | 42501  | 42501    |
| otherManager otherGuardian               | south | 42501  | 42501  | 42501  | 42501    |
| system | all | ×1 | ×2 | ×2 | 42501 |
| everyone else                            | -               | 42501  | 42501  | 42501  | 42501    |`,
  ],
};

const close = `select gym_id from private.close_gym(:gyms.north)`;
const closeGym: Subject = {
  name: 'private.close_gym(uuid)',
  returns: 'SETOF gym_closings',
  probes: {
    call: close,
    again: [close, `select gym_id from private.close_gym(:gyms.north)`],
    "another's": `select id from private.close_gym(:gyms.south)`,
    'in thirty days': [
      close,
      `select state from public.gym_closings where gym_id = :gyms.north and asked_by = :me
        and erases_at = (now() + interval '30 days')::timestamptz(3) and state <> 'undone'`,
    ],
    'in the trail': [close, ...inTheTrail('gym_closing')],
  },
  access: [`
| actor            | call  | again | another's | in thirty days | in the trail |
| anonymous system | 42501 | 42501 | 42501     | 42501          | 42501        |
| manager deputy   | north | north | -         | scheduled      | own          |
| otherManager     | -     | -     | south     | -              | -            |
| everyone else    | -     | -     | -         | -              | -            |`],
};

const keep = (gym: string) => `select state from private.keep_gym(:gyms.${gym})`;
/** South's day has not come yet, nor north's; what these do is the same whoever begins. */
const inTime = (who: Actor, ...then: string[]): string[] => [
  becomeSystem,
  `update public.gym_closings set erases_at = '2099-01-01'`,
  `insert into public.gym_closings (gym_id, erases_at) values (:gyms.north, '2099-01-01')`,
  elsewhere(claimsOf(who)!),
  keep('south'),
  ...then,
];
const keepGym: Subject = {
  name: 'private.keep_gym(uuid)',
  returns: 'SETOF gym_closings',
  probes: {
    call: [close, keep('north')],
    'when nothing is to undo': keep('north'),
    'too late': keep('south'),
    'by whom': [
      close,
      keep('north'),
      becomeSystem,
      `select actor_id from public.audit_events where action = 'gym_kept' and gym_id = :gyms.north`,
    ],
    'by who manages another': inTime('manager'),
    'which it is': inTime(
      'otherManager',
      becomeSystem,
      `select gym_id from public.gym_closings where state = 'undone'`,
    ),
    'who undid it': inTime(
      'otherManager',
      becomeSystem,
      `select undone_by from public.gym_closings where gym_id = :gyms.south`,
    ),
  },
  access: [
    `
| actor         | by who manages another | which it is | who undid it |
| everyone else | -                      | north south | otherManager |`,
    `
| actor            | call   | when nothing is to undo | too late | by whom |
| anonymous system | 42501  | 42501                   | 42501    | 42501   |
| manager deputy   | undone | -                       | -        | own     |
| everyone else    | -      | -                       | -        | -       |`,
  ],
};

const noteGymExport: Subject = {
  name: 'private.note_gym_export(uuid)',
  returns: 'boolean',
  probes: {
    call: `select private.note_gym_export(:gyms.north)`,
    "another's": `select private.note_gym_export(:gyms.south)`,
    'in the trail, once': [
      `select private.note_gym_export(:gyms.north)`,
      `select private.note_gym_export(:gyms.north)`,
      ...inTheTrail('gym_exported'),
    ],
    'what is not the same': [
      becomeSystem,
      `update public.memberships set role = 'MANAGER' where user_id = :users.manager`,
      elsewhere(claimsOf('deputy')!),
      `select private.note_gym_export(:gyms.north)`,
      elsewhere(claimsOf('manager')!),
      `select private.note_gym_export(:gyms.south)`,
      close,
      `select private.note_gym_export(:gyms.north)`,
      becomeSystem,
      `select gym_id from public.audit_events where action = 'gym_exported'
        and actor_id = :users.manager`,
    ],
  },
  access: [
    `
| actor         | what is not the same |
| everyone else | north south          |`,
    `
| actor            | call  | another's | in the trail, once |
| anonymous system | 42501 | 42501     | 42501              |
| manager deputy   | true  | false     | own                |
| otherManager     | false | true      | -                  |
| everyone else    | false | false     | -                  |`,
  ],
};

const members = (gym: string, after = 'null', size = 100) =>
  `select user_id from private.export_gym_members(:gyms.${gym}, ${after}, ${size})`;
const ofNorth = 'student fellow instructor manager deputy child grown';
const exportGymMembers: Subject = {
  name: 'private.export_gym_members(uuid,uuid,integer)',
  returns: 'TABLE(user_id uuid, first_name text, last_name text, email text, phone text, ' +
    'birth_date date, role text, approved_at timestamp with time zone, external_ref text)',
  probes: {
    call: members('north'),
    "another's": members('south'),
    'the first': `select count(*) from (${members('north', 'null', 3)}) m`,
    'after none': members('north', `'00000000-0000-0000-0000-000000000000'`),
    'after the last': members('north', `'ffffffff-ffff-ffff-ffff-ffffffffffff'`),
    'whose reading is noted': [
      members('north'),
      becomeSystem,
      `select distinct subject_id from public.audit_events
        where action = 'minor_read' and actor_id = :me and gym_id = :gyms.north`,
    ],
  },
  access: [`
| actor            | call    | another's        | the first | after none | after the last | whose reading is noted |
| anonymous system | 42501   | 42501            | 42501     | 42501      | 42501          | 42501                  |
| manager          | ${ofNorth} | - | 3 | ${ofNorth} | -              | child                  |
| deputy           | ${ofNorth} | - | 3 | ${ofNorth} | -              | -                      |
| otherManager     | -       | at-south manager | 0         | -          | -              | -                      |
| everyone else    | -       | -                | 0         | -          | -              | -                      |`],
};

export const closing: Subject[] = [
  ...[gymClosings, closeGym, keepGym, noteGymExport, exportGymMembers, closeGyms],
  ...closed([
    ['begin_gym_erasure(uuid)', 'void', 'begin_gym_erasure(gen_random_uuid())'],
    ['erase_gym_slice(uuid,integer)', 'void', 'erase_gym_slice(gen_random_uuid(), 1)'],
    ['guard_gym_open()', 'trigger', 'guard_gym_open()'],
  ]),
];
