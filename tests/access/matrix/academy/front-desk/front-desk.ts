import type { Subject } from '../../../proof/cells.ts';
import {
  codeOwners,
  frontDeskEvents as events,
  frontDesks as desks,
  pinOwners,
} from '../../../world/front-desk.ts';
import { touched } from '../../returning.ts';
import { deskFunctions } from './desk.ts';
import { deviceFunctions } from './devices.ts';
import { pinFunctions } from './pins.ts';

/** Devices at the door: a gym's, for its managers; written by functions. */
const frontDesks: Subject = {
  name: 'public.front_desks',
  rows: desks,
  probes: {
    select: `select id, gym_id, name, created_by, last_seen_at, revoked_at, created_at, updated_at
      from public.front_desks`,
    'select hashes': `select id from public.front_desks where token_hash > ''`,
    insert: `insert into public.front_desks (gym_id, name, token_hash)
      values (:gyms.north, 'x', repeat('a', 64))`,
    update: `update public.front_desks set name = 'x' where id = :row ${touched}`,
    'delete blindly': `delete from public.front_desks`,
    truncate: `truncate public.front_desks`,
  },
  access: [`
| actor          | select      | select hashes | insert | update | delete blindly | truncate |
| anonymous      | 42501       | 42501         | 42501  | 42501  | 42501          | 42501    |
| frontDesk      | 42501       | 42501         | 42501  | 42501  | 42501          | 42501    |
| manager deputy | north spent | 42501         | 42501  | 42501  | 42501          | 42501    |
| otherManager   | south       | 42501         | 42501  | 42501  | 42501          | 42501    |
| system         | all         | all           | ×1     | all    | 23503          | 42501    |
| everyone else  | -           | 42501         | 42501  | 42501  | 42501          | 42501    |`],
};

/** What happened at them: seen by managers, and by whom it is about with their guardians. */
const frontDeskEvents: Subject = {
  name: 'public.front_desk_events',
  rows: events,
  probes: {
    select: `select * from public.front_desk_events`,
    insert: `insert into public.front_desk_events
      (gym_id, front_desk_id, user_id, class_id, method, outcome)
      values (:gyms.north, :front_desks.north, :users.student, :classes.mat, 'pin', 'present')`,
    update: `update public.front_desk_events set reason = 'x' where id = :row returning 'ok'`,
    'delete blindly': `delete from public.front_desk_events`,
    truncate: `truncate public.front_desk_events`,
  },
  access: [`
| actor          | select                     | insert | update | delete blindly | truncate |
| anonymous      | 42501                      | 42501  | 42501  | 42501          | 42501    |
| frontDesk      | 42501                      | 42501  | 42501  | 42501          | 42501    |
| student        | ofStudent                  | 42501  | 42501  | 42501          | 42501    |
| guardian       | ofChild                    | 42501  | 42501  | 42501          | 42501    |
| otherGuardian  | ofOtherChild               | 42501  | 42501  | 42501          | 42501    |
| manager deputy | ofStudent ofChild ofNobody | 42501  | 42501  | 42501          | 42501    |
| otherManager   | ofOtherChild               | 42501  | 42501  | 42501          | 42501    |
| system         | all                        | ×1     | all    | ×4             | 42501    |
| everyone else  | -                          | 42501  | 42501  | 42501          | 42501    |`],
};

/** Tables that no API role but the system's reaches. */
const closed = (name: string, rows: readonly string[], row: string): Subject => ({
  name,
  rows,
  key: 'user_id',
  ids: 'users',
  probes: {
    select: `select user_id from ${name}`,
    insert: `insert into ${name} ${row}`,
    update: `update ${name} set created_at = now() where user_id = :row returning 'ok'`,
    'delete blindly': `delete from ${name}`,
    truncate: `truncate ${name}`,
  },
  access: [`
| actor         | select | insert | update | delete blindly | truncate |
| frontDesk     | 42501  | 42501  | 42501  | 42501          | 42501    |
| system        | all    | ×1     | all    | ×${rows.length} | 42501   |
| everyone else | 42501  | 42501  | 42501  | 42501          | 42501    |`],
});

const pins = closed(
  'private.member_pins',
  pinOwners,
  `(gym_id, user_id, pin_hash) values (:gyms.north, :users.manager, repeat('a', 64))`,
);

const memberPins: Subject = {
  ...pins,
  probes: {
    ...pins.probes,
    'left when the student is': [
      `insert into private.member_pins (gym_id, user_id, pin_hash)
        values (:gyms.south, :users.student, repeat('a', 64))`,
      `update public.memberships set left_at = now() where user_id = :users.student`,
      `select user_id from private.member_pins`,
    ],
  },
  access: [
    ...pins.access,
    `
| actor         | left when the student is        |
| system        | student fellow child otherChild |
| everyone else | 42501                           |`,
  ],
};

const checkInCodes = closed(
  'private.check_in_codes',
  codeOwners,
  `(code_hash, user_id, expires_at) values (repeat('a', 64), :users.manager, now())`,
);

export const frontDesk = [
  ...[frontDesks, frontDeskEvents, memberPins, checkInCodes],
  ...[...deviceFunctions, ...pinFunctions, ...deskFunctions],
];
