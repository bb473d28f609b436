import { subjectOf } from '../../world/actors.ts';
import { idOf } from '../../world/ids.ts';
import type { Probe, Subject } from '../../proof/cells.ts';
import { billingErased, duesErased, ofBilling } from '../billing/erased.ts';
import { communityErased, ofCommunity } from '../community/erased.ts';
import { notificationsErased, ofNotifications } from '../notifications/erased.ts';
import { ofOwner, ownerErased } from '../owner/erased.ts';
import { becomeSystem } from '../returning.ts';

/**
 * Erasure: the system erases anybody, a person themselves. What each feature removes is asked for in
 * the rows of those who stay as well.
 */
const erase = (who: string, answer = `'ok'`) =>
  `select ${answer} from private.erase_user(:users.${who}, '2100-01-01')`;

const gone = `select id from public.users where deleted_at is not null`;
const profile = {
  ...{ email: 'a@b', first_name: 'a', last_name: 'b', image_url: 'https://a.test' },
  ...{ phone: '+5511999998888', instagram: 'a', birth_date: '2000-01-01', gender: 'other' },
  timezone: 'UTC',
  email_verified_at: '2000-01-01',
};
const cleared = Object.keys(profile).join(', ');

const ofIdentity: Record<string, Probe> = {
  'profile then': [
    `update public.users set (${cleared}) =
      (${Object.values(profile).map((value) => `'${value}'`).join(', ')})`,
    erase('student'),
    `select id from public.users where num_nonnulls(${cleared}) = 0`,
  ],
  'news then': [
    erase('student'),
    `select id from public.users where identity_updated_at = '2100-01-01'`,
  ],
  'keys then': [
    `insert into private.idempotency_keys (subject, key, fingerprint)
      values ('${subjectOf('fellow')}', 'kept', 'f')`,
    erase('student'),
    `select key from private.idempotency_keys`,
  ],
  'payments then': [
    `update public.user_profiles set stripe_customer_id = id, stripe_subscription_id = id`,
    erase('student'),
    `select user_id from public.user_profiles
      where num_nonnulls(stripe_customer_id, stripe_subscription_id) = 0`,
  ],
};

const citation = JSON.stringify([{
  ...{ chunk_id: idOf('document_chunks.cited'), document_id: idOf('documents.cited') },
  ...{ title: 'Rules', heading: null, quote: 'x', start_offset: 0, end_offset: 1 },
}]);

const ofAgent: Record<string, Probe> = {
  'cancelled then': [
    erase('student'),
    `select id from public.agent_requests where status = 'cancelled'`,
  ],
  'answered stays': [
    erase('manager'),
    `select status from public.agent_requests where id = :agent_requests.manager`,
  ],
  'questions then': [
    `update public.agent_requests set output = 'x', citations = '${citation}', error = 'x'`,
    erase('student'),
    `select id from public.agent_requests
      where input = '' and num_nonnulls(output, error) = 0 and citations = '[]'`,
  ],
  'sessions then': [
    `update public.agent_sessions set title = 'x', context = '{"x": 1}' where deleted_at is null`,
    erase('student'),
    `select id from public.agent_sessions
      where title is null and context = '{}' and deleted_at is not null`,
  ],
};

const ofAcademy: Record<string, Probe> = {
  'memberships ended': [
    erase('student'),
    `select id from public.memberships where left_at = now()::timestamptz(3)`,
  ],
  'ended before': [
    erase('former'),
    `select id from public.memberships where left_at = now()::timestamptz(3)`,
  ],
  'gyms left': [erase('manager'), `select id from public.gyms where manager_id is null`],
  'gyms named': erase(
    'manager',
    `gyms_without_manager #>> '{}' like '%"north"%'
    and jsonb_array_length(gyms_without_manager) = 1`,
  ),
};

const ofSchedule: Record<string, Probe> = {
  'pins then': [erase('student'), `select user_id from private.member_pins`],
  'codes then': [erase('student'), `select user_id from private.check_in_codes`],
  'seen at the desk then': [
    erase('student'),
    `select id from public.front_desk_events where user_id is null`,
  ],
  'desks then': [
    erase('deputy'),
    `select id from public.front_desks where created_by is null`,
  ],
  'checked in by then': [
    erase('instructor'),
    `select id from public.check_ins where checked_in_by is null`,
  ],
  'let in then': [
    erase('fellow'),
    `select id from public.check_ins
      where override_reason is not null or checked_in_by is not null`,
  ],
  'booked then': [
    erase('student'),
    `select id from public.check_ins where status = 'cancelled'`,
  ],
  'changed by it': [
    erase('student'),
    `select id from public.check_ins where updated_at > '2021-01-01'`,
  ],
  'links then': [erase('fellow'), `select id from public.calendar_links`],
  'taught then': [
    erase('instructor'),
    `select id from public.classes where instructor_id is null`,
  ],
  'put down then': [erase('deputy'), `select id from public.classes where created_by is null`],
  'stood in then': [
    erase('deputy'),
    `select id from public.class_changes where instructor_id is null`,
  ],
  'stands in still': [
    erase('instructor'),
    `select id from public.class_changes where instructor_id is not null`,
  ],
  'changed then': [
    erase('instructor'),
    `select id from public.class_changes where created_by is null`,
  ],
};

const ofMaterials: Record<string, Probe> = {
  'assets then': [erase('instructor'), `select id from public.assets where created_by is null`],
  'files then': [
    erase('instructor'),
    `select id from public.attachments where created_by is null`,
  ],
};

/** The child is in no gym, and has only one guardian, or none. */
const leftGym = (child: string) =>
  `update public.memberships set left_at = now() where user_id = :users.${child}`;
const ended = (guardian: string) =>
  `update public.guardianships set ended_at = now() where dependent_id = :users.child
    and guardian_id <> :users.${guardian} and ended_at is null`;

const ofFamily: Record<string, Probe> = {
  'guardian then': [erase('guardian'), `select id from public.guardianships`],
  'child then': [erase('child'), `select id from public.guardianships`],
  'maker then': [
    `update public.guardianships set created_by = case id when :guardianships.guardian
      then :users.manager::uuid else guardian_id end`,
    erase('manager'),
    `select id from public.guardianships where created_by is null`,
  ],
  'orphan then': [leftGym('child'), ended('guardian'), erase('guardian'), gone],
  'orphan of before': [leftGym('child'), ended('formerGuardian'), erase('formerGuardian'), gone],
  'consents then': [erase('guardian'), `select id from public.consents`],
  "child's consents then": [erase('child'), `select id from public.consents`],
  'contacts then': [erase('student'), `select id from public.emergency_contacts`],
  'its invitations then': [
    erase('grown'),
    `select id from public.invitations
    where user_id is not null or accepted_by is not null`,
  ],
  'accepted then': [
    erase('fellow'),
    `select id from public.invitations
    where user_id is not null or accepted_by is not null`,
  ],
  'sent then': [
    erase('instructor'),
    `select id from public.invitations where created_by is null`,
  ],
  'numbers then': [
    `update public.memberships set external_ref = id`,
    erase('former'),
    `select id from public.memberships where external_ref is null`,
  ],
  'untouched then': [
    erase('former'),
    `select id from public.memberships where updated_at > '2021-01-01'`,
  ],
  'trail then': [
    erase('student'),
    `select id from public.audit_events where subject_id is null and details = '{}'
      and action = 'role_changed'`,
  ],
  'deeds then': [
    erase('instructor'),
    `select id from public.audit_events where actor_id is null and action = 'role_changed'`,
  ],
  'left behind': [
    erase('student'),
    `select gym_id from public.audit_events
      where action = 'erased' and num_nonnulls(actor_id, subject_id) = 0`,
  ],
  'left by who was denied': [
    erase('denied'),
    `select gym_id from public.audit_events where action = 'erased'`,
  ],
  'left by who had gone': [
    erase('former'),
    `select gym_id from public.audit_events where action = 'erased'`,
  ],
};

const ofBelts: Record<string, Probe> = {
  'titles then': [erase('student'), `select id from public.titles`],
  'written down then': [
    erase('instructor'),
    `select id from public.titles where recorded_by is null`,
  ],
  'ranks then': [
    erase('student'),
    `select id from public.graduations where num_nonnulls(awarded_by, override_reason) = 0`,
  ],
  'taken back then': [
    erase('grown'),
    `select id from public.graduations where num_nonnulls(awarded_by, void_reason) = 0`,
  ],
  'awarded then': [
    erase('instructor'),
    `select id from public.graduations where awarded_by is null`,
  ],
  'graded then': [
    erase('manager'),
    `select id from public.grading_events where created_by is null`,
  ],
};

const eraseUser: Subject = {
  name: 'private.erase_user(uuid,timestamp with time zone)',
  returns: 'TABLE(erased_at timestamp with time zone, gyms_without_manager jsonb)',
  probes: {
    student: erase('student'),
    'the deleted': erase('deleted'),
    'who is gone then': [erase('student'), gone],
    'the only one without': {
      sql: [
        erase('student'),
        `select 'ok' where :users.student = all (array(
          select u.id from public.users u
          where not exists (select from public.:it t where t.user_id = u.id)
        )) and not exists (select from public.:it t where t.user_id = :users.student)`,
      ],
      each: { documents: 'documents', devices: 'push_tokens', events: 'agent_events' },
    },
    ...ofIdentity,
    ...ofAgent,
    ...ofAcademy,
    ...ofSchedule,
    ...ofMaterials,
    ...ofFamily,
    ...ofBelts,
    ...ofCommunity,
    ...ofNotifications,
    ...ofOwner,
    ...ofBilling,
  },
  access: [
    ...communityErased,
    ...notificationsErased,
    ownerErased,
    billingErased,
    duesErased,
    `
| actor         | student | the deleted | who is gone then | the only one without |
| system        | ok      | -           | deleted student  | all                  |
| everyone else | 42501   | 42501       | 42501            | 42501                |`,
    `
| actor         | profile then | news then | keys then | payments then |
| system        | student      | student   | kept      | deleted student |
| everyone else | 42501        | 42501     | 42501     | 42501         |`,
    `
| actor         | cancelled then          | answered stays | questions then  | sessions then  |
| system        | another pending student | completed      | another student | closed student |
| everyone else | 42501                   | 42501          | 42501           | 42501          |`,
    `
| actor         | memberships ended | ended before | gyms left  | gyms named |
| system        | student           | -            | north west | true       |
| everyone else | 42501             | 42501        | 42501      | 42501      |`,
    `
| actor         | links then   | taught then   | put down then | stood in then | stands in still | changed then         |
| system        | links-kept   | mat open overture gone today ahead later | open overture          | changes       | stoodIn         | cancelled handedOver |
| everyone else | 42501        | 42501         | 42501         | 42501         | 42501           | 42501                |`,
    `
| actor         | assets then     | files then               |
| system        | current expired | current begun ofExpired |
| everyone else | 42501           | 42501                    |`,
    `
| actor         | pins then               | codes then   | seen at the desk then | desks then |
| system        | fellow child otherChild | fellow child | ofStudent ofNobody    | spent      |
| everyone else | 42501                   | 42501        | 42501                 | 42501      |`,
    `
| actor         | checked in by then | let in then  | booked then    | changed by it |
| system        | all-check-ins      | otherStudent | booked offered | booked offered queued |
| everyone else | 42501              | 42501        | 42501          | 42501           |`,
    `
| actor         | guardian then | child then | maker then | trail then | deeds then |
| system        | deputy otherGuardian formerGuardian grown | otherGuardian grown | guardian | ofStudent | ofStudent |
| everyone else | 42501 | 42501 | 42501 | 42501 | 42501 |`,
    `
| actor         | orphan then            | orphan of before       | consents then                | child's consents then |
| system        | child guardian deleted | formerGuardian deleted | formerGuardian otherGuardian | otherGuardian         |
| everyone else | 42501                  | 42501                  | 42501                        | 42501                 |`,
    `
| actor         | contacts then           | its invitations then               | accepted then | sent then | numbers then | untouched then |
| system        | child former otherChild | claimTaken claimChild guard accepted | claim claimChild guard guardGrown | ofTeacher | deleted former | - |
| everyone else | 42501                   | 42501                              | 42501         | 42501     | 42501        | 42501          |`,
    `
| actor         | titles then | written down then | ranks then | taken back then | awarded then | graded then |
| system        | ofChild ofManager ofOtherChild | ofStudent | ofStudent | mistaken voiding | ofStudent | summer |
| everyone else | 42501       | 42501             | 42501      | 42501           | 42501        | 42501       |`,
    `
| actor         | left behind | left by who was denied | left by who had gone |
| system        | north       | -                      | -                    |
| everyone else | 42501       | 42501                  | 42501                |`,
  ],
};

const eraseCaller: Subject = {
  name: 'private.erase_caller()',
  returns: 'TABLE(erased_at timestamp with time zone, gyms_without_manager jsonb)',
  probes: {
    call:
      `select erased_at > now() - interval '1 minute' and erased_at < now() + interval '1 minute'
      from private.erase_caller()`,
    'who is gone then': [`select 'ok' from private.erase_caller()`, becomeSystem, gone],
  },
  access: [`
| actor            | call  | who is gone then |
| anonymous system | 42501 | 42501            |
| newcomer deleted | -     | deleted          |
| everyone else    | true  | own deleted      |`],
};

export const erasure = [eraseUser, eraseCaller];
