import { subjectOf } from '../../world/actors.ts';
import type { Subject } from '../../proof/cells.ts';
import { ofTriggers } from '../closed.ts';
import { elsewhere } from '../returning.ts';

/** Functions. The definer ones read past row security, so each has cells of its own. */

const whoAmI = `select private.current_user_id()`;
const set = (setting: string, value: string) => `select set_config('${setting}', '${value}', true)`;
const student = JSON.stringify({ sub: subjectOf('student') });

/** Claims that a statement sets for itself name nobody, unless another login checked the token. */
const currentUserId: Subject = {
  name: 'private.current_user_id()',
  returns: 'uuid',
  probes: {
    call: whoAmI,
    'on claims of another': [set('request.jwt.claims', student), whoAmI],
    'on the older setting': [set('request.jwt.claim', student), whoAmI],
    unsigned: [set('request.jwt.signature', ''), whoAmI],
    elsewhere: [elsewhere({ sub: subjectOf('student') }), whoAmI],
  },
  access: [`
| actor                             | call | on claims of another | on the older setting | unsigned | elsewhere |
| anonymous newcomer deleted        | null | null                 | null                 | null     | student   |
| system                            | null | student              | student              | null     | student   |
| everyone else                     | own  | null                 | own                  | null     | student   |`],
};

const gymIds: Subject = {
  name: 'private.gym_ids(text[])',
  returns: 'uuid[]',
  probes: {
    'as anything': `select unnest(private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER'))`,
    'as student': `select unnest(private.gym_ids('STUDENT'))`,
    'as staff': `select unnest(private.gym_ids('INSTRUCTOR', 'MANAGER'))`,
    'as manager': `select unnest(private.gym_ids('MANAGER'))`,
    'without gyms': `select private.gym_ids('MANAGER') = '{}'`,
  },
  access: [`
| actor          | as anything | as student | as staff | as manager | without gyms |
| anonymous      | 42501       | 42501      | 42501    | 42501      | 42501        |
| student        | north       | north      | -        | -          | true         |
| instructor     | north       | -          | north    | -          | true         |
| manager        | north south | -          | north south | north   | false        |
| deputy         | north       | -          | north    | north      | false        |
| otherManager   | south       | -          | south    | south      | false        |
| everyone else  | -           | -          | -        | -          | true         |`],
};

const visibleMemberIds: Subject = {
  name: 'private.visible_member_ids()',
  returns: 'SETOF uuid',
  probes: { call: `select distinct private.visible_member_ids()` },
  access: [`
| actor         | call                     |
| anonymous     | 42501                    |
| instructor    | members guardian         |
| manager       | members pending at-south guardian otherGuardian |
| deputy        | members pending guardian |
| otherManager  | at-south manager otherGuardian |
| everyone else | -                        |`],
};

const directory = (gym: string, afterName: string, afterId: string, size: string) =>
  `select user_id from private.gym_directory(:gyms.${gym}, ${afterName}, ${afterId}, ${size})`;

const gymDirectory: Subject = {
  name: 'private.gym_directory(uuid,text,uuid,integer)',
  returns: 'TABLE(user_id uuid, first_name text, last_name text, image_url text, role text, ' +
    'sort_name text)',
  probes: {
    north: directory('north', 'null', 'null', '50'),
    south: directory('south', 'null', 'null', '50'),
    west: directory('west', 'null', 'null', '50'),
    'north, first two': directory('north', 'null', 'null', '2'),
    'north, next two': directory('north', `'fellow'`, ':users.fellow', '2'),
  },
  access: [`
| actor        | north | south | west  | north, first two | north, next two |
| anonymous    | 42501 | 42501 | 42501 | 42501            | 42501           |
| system       | 42501 | 42501 | 42501 | 42501            | 42501           |
| otherManager | -     | at-south manager | - | -             | -               |
| manager      | student fellow instructor manager deputy child grown | at-south manager | - | child deputy | grown instructor |
| student instructor deputy | student fellow instructor manager deputy child grown | - | - | child deputy | grown instructor |
| everyone else | -    | -     | -     | -                | -               |`],
};

const registerPushToken: Subject = {
  name: 'private.register_push_token(text,text)',
  returns: 'SETOF push_tokens',
  probes: {
    'a new device': `select user_id from private.register_push_token('new token', 'ios')`,
    "fellow's device": `select case when platform = 'web'
      and last_seen_at = now()::timestamptz(3) then user_id end
      from private.register_push_token('token of fellow', 'web')`,
    'a toaster': `select user_id from private.register_push_token('new token', 'toaster')`,
  },
  access: [`
| actor            | a new device | fellow's device | a toaster   |
| anonymous system | 42501        | 42501           | 42501       |
| newcomer deleted | 42501/guard  | 42501/guard     | 42501/guard |
| everyone else    | own          | own             | 23514       |`],
};

const isTimezone: Subject = {
  name: 'private.is_timezone(text)',
  returns: 'boolean',
  probes: {
    'Europe/Rome': `select private.is_timezone('Europe/Rome')`,
    Atlantis: `select private.is_timezone('Atlantis')`,
  },
  access: [`
| actor         | Europe/Rome | Atlantis |
| anonymous     | 42501       | 42501    |
| everyone else | true        | false    |`],
};

export const definerFunctions = [
  ...[currentUserId, gymIds, visibleMemberIds, gymDirectory, registerPushToken, isTimezone],
  ...ofTriggers(
    'add_gym_manager',
    'apply_usage_event',
    'audit_birth_date',
    'audit_role',
    'close_agent_request',
    'complete_chunk',
    'count_check_in',
    'count_new_check_ins',
    'create_user_profile',
    'delete_document_file',
    'follow_document',
    'follow_schedule',
    'guard_agent_request',
    'guard_agent_session',
    'guard_audit_event',
    'guard_birth_date',
    'guard_calendar_revocation',
    'guard_class',
    'guard_class_change',
    'guard_gym_manager',
    'guard_instructor',
    'guard_membership_update',
    'guard_transition',
    'guard_usage_count',
    'hold_caller_first',
    'hold_person',
    'hold_subject',
    'keep_erased',
    'refuse_change',
    'refuse_read_only',
    'refuse_overlaps',
    'refuse_revival',
    'release_member',
    'remove_pin_of_membership',
    ...['check_graduations', 'check_title', 'trace_title'],
    ...['stamp_created', 'stamp_insert'],
    'queue_notification',
    'clear_class_materials',
    'delete_attachment_file',
    'hold_material_class',
    'touch_updated_at',
  ),
];
