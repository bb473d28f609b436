import { idOf } from '../../world/ids.ts';
import type { Probe } from '../../proof/cells.ts';
import { erase, gone } from './erasing.ts';

const citation = JSON.stringify([{
  ...{ chunk_id: idOf('document_chunks.cited'), document_id: idOf('documents.cited') },
  ...{ title: 'Rules', heading: null, quote: 'x', start_offset: 0, end_offset: 1 },
}]);

const then = (who: string, query: string): Probe => [erase(who), query];

const ofAgent: Record<string, Probe> = {
  'cancelled then': then(
    'student',
    `select id from public.agent_requests where status = 'cancelled'`,
  ),
  'answered stays': then(
    'manager',
    `select status from public.agent_requests where id = :agent_requests.manager`,
  ),
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
  'memberships ended': then(
    'student',
    `select id from public.memberships where left_at = now()::timestamptz(3)`,
  ),
  'ended before': then(
    'former',
    `select id from public.memberships where left_at = now()::timestamptz(3)`,
  ),
  'gyms left': then('manager', `select id from public.gyms where manager_id is null`),
  'gyms named': erase(
    'manager',
    `gyms_without_manager #>> '{}' like '%"north"%'
    and jsonb_array_length(gyms_without_manager) = 1`,
  ),
};

const ofSchedule: Record<string, Probe> = {
  'pins then': then('student', `select user_id from private.member_pins`),
  'codes then': then('student', `select user_id from private.check_in_codes`),
  'seen at the desk then': then(
    'student',
    `select id from public.front_desk_events where user_id is null`,
  ),
  'desks then': then('deputy', `select id from public.front_desks where created_by is null`),
  'checked in by then': then(
    'instructor',
    `select id from public.check_ins where checked_in_by is null`,
  ),
  'let in then': then(
    'fellow',
    `select id from public.check_ins
      where override_reason is not null or checked_in_by is not null`,
  ),
  'booked then': then('student', `select id from public.check_ins where status = 'cancelled'`),
  'changed by it': then(
    'student',
    `select id from public.check_ins where updated_at > '2021-01-01'`,
  ),
  'links then': then('fellow', `select id from public.calendar_links`),
  'taught then': then('instructor', `select id from public.classes where instructor_id is null`),
  'put down then': then('deputy', `select id from public.classes where created_by is null`),
  'stood in then': then(
    'deputy',
    `select id from public.class_changes where instructor_id is null`,
  ),
  'stands in still': then(
    'instructor',
    `select id from public.class_changes where instructor_id is not null`,
  ),
  'changed then': then(
    'instructor',
    `select id from public.class_changes where created_by is null`,
  ),
};

const ofMaterials: Record<string, Probe> = {
  'assets then': then('instructor', `select id from public.assets where created_by is null`),
  'files then': then('instructor', `select id from public.attachments where created_by is null`),
};

/** The child is in no gym, and has only one guardian, or none. */
const leftGym = (child: string) =>
  `update public.memberships set left_at = now() where user_id = :users.${child}`;
const ended = (guardian: string) =>
  `update public.guardianships set ended_at = now() where dependent_id = :users.child
    and guardian_id <> :users.${guardian} and ended_at is null`;

const ofFamily: Record<string, Probe> = {
  'guardian then': then('guardian', `select id from public.guardianships`),
  'child then': then('child', `select id from public.guardianships`),
  'maker then': [
    `update public.guardianships set created_by = case id when :guardianships.guardian
      then :users.manager::uuid else guardian_id end`,
    erase('manager'),
    `select id from public.guardianships where created_by is null`,
  ],
  'orphan then': [leftGym('child'), ended('guardian'), erase('guardian'), gone],
  'orphan of before': [leftGym('child'), ended('formerGuardian'), erase('formerGuardian'), gone],
  'consents then': then('guardian', `select id from public.consents`),
  "child's consents then": then('child', `select id from public.consents`),
  'contacts then': then('student', `select id from public.emergency_contacts`),
  'its invitations then': then(
    'grown',
    `select id from public.invitations
    where user_id is not null or accepted_by is not null`,
  ),
  'accepted then': then(
    'fellow',
    `select id from public.invitations
    where user_id is not null or accepted_by is not null`,
  ),
  'sent then': then('instructor', `select id from public.invitations where created_by is null`),
  'numbers then': [
    `update public.memberships set external_ref = id`,
    erase('former'),
    `select id from public.memberships where external_ref is null`,
  ],
  'untouched then': then(
    'former',
    `select id from public.memberships where updated_at > '2021-01-01'`,
  ),
  'trail then': then(
    'student',
    `select id from public.audit_events where subject_id is null and details = '{}'
      and action = 'role_changed'`,
  ),
  'deeds then': then(
    'instructor',
    `select id from public.audit_events where actor_id is null and action = 'role_changed'`,
  ),
  'left behind': then(
    'student',
    `select gym_id from public.audit_events
      where action = 'erased' and num_nonnulls(actor_id, subject_id) = 0`,
  ),
  'left by who was denied': then(
    'denied',
    `select gym_id from public.audit_events where action = 'erased'`,
  ),
  'left by who had gone': then(
    'former',
    `select gym_id from public.audit_events where action = 'erased'`,
  ),
};

const ofBelts: Record<string, Probe> = {
  'titles then': then('student', `select id from public.titles`),
  'written down then': then('instructor', `select id from public.titles where recorded_by is null`),
  'ranks then': then(
    'student',
    `select id from public.graduations where num_nonnulls(awarded_by, override_reason) = 0`,
  ),
  'taken back then': then(
    'grown',
    `select id from public.graduations where num_nonnulls(awarded_by, void_reason) = 0`,
  ),
  'awarded then': then('instructor', `select id from public.graduations where awarded_by is null`),
  'graded then': then('manager', `select id from public.grading_events where created_by is null`),
};

/** What is left of somebody in the rows of features that have no file of their own for it. */
export const ofFeatures = {
  ...ofAgent,
  ...ofAcademy,
  ...ofSchedule,
  ...ofMaterials,
  ...ofFamily,
  ...ofBelts,
};
