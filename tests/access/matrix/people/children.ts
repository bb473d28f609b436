import type { Probe, Subject } from '../../proof/cells.ts';
import { TEXT } from '../../world/people.ts';
import { subjectOf } from '../../world/actors.ts';
import { becomeSystem, elsewhere } from '../returning.ts';

const add = (what: string, born = '2019-01-01', text = TEXT) =>
  `select ${what} from private.add_child(
    '{"first_name": "New", "birth_date": "${born}", "subject": "x", "legacy_id": 7}',
    'parent', '${text}')`;
const child = `(select id from public.users where first_name = 'New')`;

const addProbes: Record<string, Probe> = {
  'a child': add('source'),
  'what it has': add(`concat_ws(':', first_name, birth_date, subject, legacy_id)`),
  'an adult': add('id', '2000-01-01'),
  'without a text': add('id', '2019-01-01', 'x'),
  'is whose': [
    add('id'),
    becomeSystem,
    `select guardian_id from public.guardianships
    where dependent_id = ${child} and created_by = guardian_id and relation = 'parent'`,
  ],
  'agreed by': [
    add('id'),
    becomeSystem,
    `select given_by from public.consents
    where user_id = ${child} and text_version = '${TEXT}'`,
  ],
  'in the trail': [
    add('id'),
    becomeSystem,
    `select actor_id from public.audit_events
    where subject_id = ${child} and gym_id is null and action = 'guardianship_began'
      and details = '{"relation": "parent"}'`,
  ],
};

const addChild: Subject = {
  name: 'private.add_child(jsonb,text,text)',
  returns: 'SETOF users',
  probes: addProbes,
  access: [
    `
| actor            | a child     | what it has    | an adult    | without a text |
| anonymous system | 42501       | 42501          | 42501       | 42501          |
| newcomer deleted | 42501/guard | 42501/guard    | 42501/guard | 42501/guard    |
| pending          | 23514       | 23514          | 23514       | 23514          |
| everyone else    | guardian    | New:2019-01-01 | 23514       | 23503          |`,
    `
| actor            | is whose    | agreed by   | in the trail |
| anonymous system | 42501       | 42501       | 42501        |
| newcomer deleted | 42501/guard | 42501/guard | 42501/guard  |
| pending          | 23514       | 23514       | 23514        |
| everyone else    | own         | own         | own          |`,
  ],
};

const end = (who: string) => `select id from private.end_guardianship(:users.${who})`;

/** By the guardian, whoever the actor is: the child has left its gym, and more may have happened. */
const inNoGym = (...steps: string[]) => [
  becomeSystem,
  `update public.memberships set left_at = now() where user_id = :users.child`,
  ...steps,
  elsewhere({ sub: subjectOf('guardian') }),
  end('child'),
];
const alone = `update public.guardianships set ended_at = now()
  where dependent_id = :users.child and guardian_id <> :users.guardian`;

const lastProbes: Record<string, Probe> = {
  'beside another guardian': inNoGym(),
  'as the last': inNoGym(alone),
  'as the last, denied': inNoGym(
    alone,
    `update public.memberships set left_at = null, approved_at = null, denied_at = now()
      where user_id = :users.child`,
  ),
  'of who has an account': inNoGym(
    alone,
    `update public.users set subject = 'user_x', provider = 'clerk' where id = :users.child`,
  ),
  'anew, then': [
    becomeSystem,
    `insert into public.guardianships (guardian_id, dependent_id, relation, ended_at)
      values (:users.guardian, :users.child, 'parent', '2020-01-01')`,
    elsewhere({ sub: subjectOf('guardian') }),
    end('child'),
    becomeSystem,
    `select id from public.guardianships where ended_at = now()::timestamptz(3)`,
  ],
};

const endGuardianship: Subject = {
  name: 'private.end_guardianship(uuid)',
  returns: 'SETOF guardianships',
  probes: {
    'of the child': end('child'),
    'of the grown': end('grown'),
    'of oneself': `select id from private.end_guardianship(:me)`,
    'of a child in no gym': [
      add('id'),
      `select id from private.end_guardianship(
      (select u.id from public.users u where u.first_name = 'New'))`,
    ],
    'ended then': [
      end('child'),
      becomeSystem,
      `select id from public.guardianships where ended_at = now()::timestamptz(3)`,
    ],
    ...lastProbes,
    'in the trail': [
      end('child'),
      becomeSystem,
      `select actor_id from public.audit_events where action = 'guardianship_ended'
        and subject_id = :users.child and gym_id = :gyms.north`,
    ],
  },
  access: [
    `
| actor            | of the child | of the grown | of oneself | of a child in no gym | ended then | in the trail |
| anonymous system | 42501        | 42501        | 42501      | 42501                | 42501      | 42501        |
| newcomer deleted | -            | -            | -          | 42501/guard          | -          | -            |
| pending          | -            | -            | -          | 23514                | -          | -            |
| guardian         | guardian     | -            | -          | 23514                | guardian   | own          |
| deputy           | deputy       | -            | -          | 23514                | deputy     | own          |
| everyone else    | -            | -            | -          | 23514                | -          | -            |`,
    `
| actor         | beside another guardian | as the last | as the last, denied | of who has an account | anew, then |
| everyone else | guardian                | 23514       | 23514               | guardian              | guardian   |`,
  ],
};

const erase = (who: string) => `select 'erased' from private.erase_child(${who})`;

const eraseChild: Subject = {
  name: 'private.erase_child(uuid)',
  returns: 'TABLE(erased_at timestamp with time zone, gyms_without_manager jsonb)',
  probes: {
    'the child': erase(':users.child'),
    'the grown': erase(':users.grown'),
    'oneself': erase(':me'),
    'who is gone then': [
      erase(':users.child'),
      becomeSystem,
      `select id from public.users where deleted_at is not null`,
    ],
    'by whom': [
      erase(':users.child'),
      becomeSystem,
      `select actor_id from public.audit_events where action = 'erased' and gym_id = :gyms.north`,
    ],
  },
  access: [`
| actor            | the child | the grown | oneself | who is gone then | by whom |
| anonymous system | 42501     | 42501     | 42501   | 42501            | 42501   |
| guardian deputy  | erased    | -         | -       | child deleted    | own     |
| everyone else    | -         | -         | -       | deleted          | -       |`],
};

export const childSubjects = [addChild, endGuardianship, eraseChild];
