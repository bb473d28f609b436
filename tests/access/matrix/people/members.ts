import type { Probe, Subject } from '../../proof/cells.ts';
import { subjectOf } from '../../world/actors.ts';
import { becomeSystem, elsewhere } from '../returning.ts';

const person = (fields: object) => JSON.stringify([{ line: 1, role: 'STUDENT', ...fields }]);
const add = (fields: object, { gym = 'north', dry = false, what = 'outcome' } = {}) =>
  `select ${what} from private.add_members(:gyms.${gym}, '${person(fields)}', 'staff', ${dry})`;

const NEW = { first_name: 'New', email: 'new@tatame.test', birth_date: '2019-01-01' };
const numbered = { ...NEW, external_ref: '7' };
const made = `from public.users u join public.memberships m on m.user_id = u.id
  where u.first_name = 'New' and m.gym_id = :gyms.north`;

const addProbes: Record<string, Probe> = {
  'somebody': add(NEW),
  'to south': add(NEW, { gym: 'south' }),
  'a dry run': [add(NEW, { dry: true }), becomeSystem, `select u.id ${made}`],
  'a dry run tells': add(NEW, { dry: true }),
  'what they are': [
    add(numbered),
    becomeSystem,
    `select concat_ws(':', u.source, m.role,
    m.in_effect, m.decided_by = :me, m.external_ref, u.birth_date, u.subject) ${made}`,
  ],
  'the same': [add(NEW), add({ ...NEW, first_name: 'NEW' })],
  'the same but older': [add(NEW), add({ ...NEW, birth_date: '2018-01-01' })],
  'the same number': [add(numbered), add({ first_name: 'Other', external_ref: '7' })],
  'another number': [add(numbered), add({ ...NEW, external_ref: '8' })],
  'who has a number': [add(numbered), add(NEW)],
  'who had no number': [add(NEW), add(numbered)],
  'who is a stranger to north': add({
    first_name: 'otherStudent',
    email: 'otherStudent@tatame.test',
  }),
  'in the trail': [
    add(NEW),
    becomeSystem,
    `select actor_id from public.audit_events
    where action = 'member_added' and gym_id = :gyms.north and details = '{"source": "staff"}'`,
  ],
};

const addMembers: Subject = {
  name: 'private.add_members(uuid,jsonb,text,boolean)',
  returns: 'TABLE(line integer, user_id uuid, outcome text)',
  probes: addProbes,
  access: [
    `
| actor            | somebody    | to south    | a dry run   | a dry run tells | what they are | in the trail |
| anonymous system | 42501       | 42501       | 42501       | 42501           | 42501         | 42501        |
| manager deputy   | added       | 42501/guard | -           | added           | staff:STUDENT:t:t:7:2019-01-01 | own |
| otherManager     | 42501/guard | added       | 42501/guard | 42501/guard     | 42501/guard   | 42501/guard  |
| everyone else    | 42501/guard | 42501/guard | 42501/guard | 42501/guard     | 42501/guard   | 42501/guard  |`,
    `
| actor            | the same    | the same but older | the same number | another number | who had no number | who has a number | who is a stranger to north |
| anonymous system | 42501       | 42501              | 42501           | 42501          | 42501             | 42501            | 42501       |
| manager deputy   | known       | added              | known           | added          | known             | known            | added       |
| everyone else    | 42501/guard | 42501/guard        | 42501/guard     | 42501/guard    | 42501/guard       | 42501/guard      | 42501/guard |`,
  ],
};

const change = (who: string, changes: object, gym = 'north') =>
  `select id from private.change_member(:gyms.${gym}, :users.${who}, '${JSON.stringify(changes)}')`;
/** By the manager, whoever the actor is: the child has no guardian any more. */
const unguarded = (step: string) => [
  becomeSystem,
  `update public.guardianships set ended_at = now() where dependent_id = :users.child`,
  elsewhere({ sub: subjectOf('manager') }),
  step,
];

/** Who read the profile, as the trail has it after it was changed. */
const readers = (who: string, changes: object) => [
  change(who, changes),
  becomeSystem,
  `select actor_id from public.audit_events
    where action = 'minor_read' and gym_id = :gyms.north and subject_id = :users.${who}`,
];

const changeProbes: Record<string, Probe> = {
  'who read of a child': readers('child', { birth_date: '2018-01-01' }),
  'who read of an adult': readers('grown', { first_name: 'x' }),
  'who has no account': change('grown', { first_name: 'x', phone: '+5511999998888' }),
  'the birth date of a child': change('child', { birth_date: '2018-01-01' }),
  'the name of a child': change('child', { first_name: 'x' }),
  'a child into an adult': change('child', { birth_date: '2000-01-01' }),
  'a child into nobody': change('child', { birth_date: null }),
  'who has an account': change('fellow', { first_name: 'x' }),
  'the birth date of who has one': change('student', { birth_date: '2018-01-01' }),
  'who is elsewhere': change('otherChild', { birth_date: '2018-01-01' }),
  'who was here': change('former', { birth_date: '2018-01-01' }),
  'who was erased': change('deleted', { birth_date: '2018-01-01' }),
  'the grown into nobody': change('grown', { birth_date: null }),
  'the name of who had a guardian': unguarded(change('child', { first_name: 'x' })),
  'who had a guardian into an adult': unguarded(change('child', { birth_date: '2000-01-01' })),
  'who had a guardian into nobody': unguarded(change('child', { birth_date: null })),
  'what it is then': [
    change('grown', {
      ...{ first_name: 'A', last_name: 'B', email: 'a@b', birth_date: '2001-02-03' },
      ...{ gender: 'other', phone: '+5511999998888', subject: 'x', legacy_id: 7 },
    }),
    becomeSystem,
    `select concat_ws(':', first_name, last_name, email, birth_date, gender, phone, subject,
      legacy_id) from public.users where id = :users.grown`,
  ],
};

const changeMember: Subject = {
  name: 'private.change_member(uuid,uuid,jsonb)',
  returns: 'SETOF users',
  probes: changeProbes,
  access: [
    `
| actor            | who has no account | the birth date of a child | the name of a child | a child into an adult | a child into nobody |
| anonymous system | 42501              | 42501                     | 42501               | 42501                 | 42501       |
| manager deputy   | grown              | child                     | 42501/guard         | 42501/guard           | 42501/guard |
| everyone else    | 42501/guard        | 42501/guard               | 42501/guard         | 42501/guard           | 42501/guard |`,
    `
| actor            | who has an account | the birth date of who has one | who is elsewhere | who was here | what it is then |
| anonymous system | 42501              | 42501                         | 42501            | 42501        | 42501           |
| manager deputy   | 42501/guard        | 42501/guard                   | -                | -            | A:B:a@b:2001-02-03:other:+5511999998888 |
| everyone else    | 42501/guard        | 42501/guard                   | 42501/guard      | 42501/guard  | 42501/guard     |`,
    `
| actor            | who was erased | the grown into nobody |
| anonymous system | 42501          | 42501                 |
| manager deputy   | -              | grown                 |
| everyone else    | 42501/guard    | 42501/guard           |`,
    `
| actor            | who read of a child | who read of an adult |
| anonymous system | 42501               | 42501                |
| manager          | own                 | -                    |
| deputy           | -                   | -                    |
| everyone else    | 42501/guard         | 42501/guard          |`,
    `
| actor         | the name of who had a guardian | who had a guardian into an adult | who had a guardian into nobody |
| everyone else | child                          | child                            | 42501/guard                    |`,
  ],
};

export const memberSubjects = [addMembers, changeMember];
