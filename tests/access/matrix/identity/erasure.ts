import { subjectOf } from '../../world/actors.ts';
import type { Probe, Subject } from '../../proof/cells.ts';
import { billingErased, duesErased, ofBilling } from '../billing/erased.ts';
import { communityErased, ofCommunity } from '../community/erased.ts';
import { notificationsErased, ofNotifications } from '../notifications/erased.ts';
import { ofOwner, ownerErased } from '../owner/erased.ts';
import { becomeSystem } from '../returning.ts';
import { ofFeatures } from './erased.ts';
import { erase, gone } from './erasing.ts';

/**
 * Erasure: the system erases anybody, a person themselves. What each feature removes is asked for in
 * the rows of those who stay as well.
 */
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
    ...ofFeatures,
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
