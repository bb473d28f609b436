import type { Subject } from '../../proof/cells.ts';
import { closed } from '../closed.ts';
import { becomeSystem } from '../returning.ts';

const person = 'user_id uuid, first_name text, last_name text, image_url text';
const due = (gym: string, pageSize = 100) =>
  `select user_id from private.gym_eligibility(
    :gyms.${gym}, 'Aikido', null, null, null, ${pageSize}
  )`;
const noted = (who: string) =>
  `select actor_id from public.audit_events
    where action = 'minor_read' and subject_id = :users.${who} and created_at >= now() - interval '1 day'`;

const gymEligibility: Subject = {
  name: 'private.gym_eligibility(uuid,text,date,date,uuid,integer)',
  returns: `TABLE(${person}, rank jsonb, next jsonb, sort_date text, more boolean)`,
  probes: {
    north: due('north'),
    south: due('south'),
    'an art without rules': due('north').replace('Aikido', 'Sumo'),
    'before there were rules': due('north').replace(`'Aikido', null`, `'Aikido', '2018-12-31'`),
    'one at once': [
      `select count(*) || ' ' || bool_or(more) from private.gym_eligibility(
        :gyms.north, 'Aikido', null, null, null, 1
      )`,
    ],
    'the child, noted': [due('north'), becomeSystem, noted('child')],
    'who is grown, noted': [due('north'), becomeSystem, noted('grown')],
    'beyond the page, noted': [due('north', 2), becomeSystem, noted('child')],
  },
  access: [
    `
| actor             | north | south | an art without rules | before there were rules |
| anonymous system  | 42501 | 42501 | 42501                | 42501                   |
| instructor deputy | NORTH | -     | -                    | -                       |
| manager           | NORTH | SOUTH | -                    | -                       |
| otherManager      | -     | SOUTH | -                    | -                       |
| everyone else     | -     | -     | -                    | -                       |`
      .replaceAll('NORTH', 'student fellow instructor manager deputy child grown')
      .replaceAll('SOUTH', 'manager otherManager otherStudent otherChild'),
    `
| actor              | one at once | the child, noted | who is grown, noted | beyond the page, noted |
| anonymous system   | 42501       | 42501            | 42501               | 42501                  |
| instructor manager | 1 true      | own              | -                   | -                      |
| deputy             | 1 true      | -                | -                   | -                      |
| everyone else      | null        | -                | -                   | -                      |`,
  ],
};

const stands = (who: string, gym = 'north', belt = 'null') =>
  `select next -> 0 ->> 'belt' from private.person_eligibility(
    :gyms.${gym}, ${who}, 'Aikido', ${belt}, null, null
  )`;

const personEligibility: Subject = {
  name: 'private.person_eligibility(uuid,uuid,text,text,integer,date)',
  returns: 'TABLE(user_id uuid, gym_id uuid, modality text, "on" date, system jsonb, rank jsonb, ' +
    'next jsonb)',
  probes: {
    oneself: stands(':me'),
    'a child': stands(':users.child'),
    'the fellow': stands(':users.fellow'),
    'a child of south': stands(':users.otherChild', 'south'),
    'who left': stands(':users.former'),
    'who was erased': stands(':users.deleted'),
    'the child, noted': [stands(':users.child'), becomeSystem, noted('child')],
    'who is grown, noted': [stands(':users.grown'), becomeSystem, noted('grown')],
    'the fellow, the child noted': [stands(':users.fellow'), becomeSystem, noted('child')],
    'one rank': stands(':users.fellow', 'north', `'yellow'`),
    'no rank of theirs': stands(':users.fellow', 'north', `'red'`),
  },
  access: [
    `
| actor             | oneself | a child | the fellow | a child of south | who left | who was erased |
| anonymous system  | 42501   | 42501   | 42501      | 42501            | 42501    | 42501          |
| student           | yellow  | -       | -          | -                | -        | -              |
| guardian          | -       | yellow  | -          | -                | -        | -              |
| otherGuardian     | -       | -       | -          | yellow           | -        | -              |
| instructor deputy | yellow  | yellow  | yellow     | -                | -        | -              |
| manager           | yellow  | yellow  | yellow     | yellow           | -        | -              |
| otherManager      | -       | -       | -          | yellow           | -        | -              |
| everyone else     | -       | -       | -          | -                | -        | -              |`,
    `
| actor              | the child, noted | who is grown, noted | the fellow, the child noted | one rank | no rank of theirs |
| anonymous system   | 42501            | 42501               | 42501                       | 42501    | 42501             |
| instructor manager | own              | -                   | -                           | yellow   | null              |
| deputy             | -                | -                   | -                           | yellow   | null              |
| everyone else      | -                | -                   | -                           | -        | -                 |`,
  ],
};

const at = `'2020-01-01'`;
const who = 'array[:users.student]::uuid[]';
const aikido = ':rank_systems.northern';
/** Functions for other functions: they ask nobody who they are, and no API role may call them. */
const steps = closed([
  [
    'assess_ranks(uuid,text,uuid[],text[],integer[],date)',
    'TABLE(user_id uuid, belt text, degree integer, eligible boolean, earliest date, conditions jsonb)',
    `assess_ranks(:gyms.north, 'Aikido', ${who}, '{yellow}', '{0}', ${at})`,
  ],
  [
    'next_ranks(uuid,uuid,text,uuid[],date)',
    'TABLE(user_id uuid, belt text, degree integer, "position" integer, ruled boolean)',
    `next_ranks(:gyms.north, ${aikido}, 'Aikido', ${who}, ${at})`,
  ],
  [
    'members_due(uuid,text,date,date,uuid,integer)',
    `TABLE(${person}, is_minor boolean, rank jsonb, next jsonb, sort_date text)`,
    `members_due(:gyms.north, 'Aikido', ${at}, null, null, 1)`,
  ],
  [
    'current_ranks(uuid,uuid,text,uuid[],date)',
    'TABLE(user_id uuid, belt text, degree integer, "position" integer, awarded_on date, ' +
    'belt_awarded_on date, rank_awarded_on date, belt_since date, rank_since date, ' +
    'promoted boolean, birth_date date)',
    `current_ranks(:gyms.north, ${aikido}, 'Aikido', ${who}, ${at})`,
  ],
  [
    'rank_history(uuid[],text,date)',
    'TABLE(user_id uuid, belt text, degree integer, awarded_on date, registered_on date, nth bigint)',
    `rank_history(${who}, 'Aikido', ${at})`,
  ],
  [
    'eligibility_of(uuid,uuid,text,text,integer,date)',
    'TABLE(system jsonb, rank jsonb, next jsonb)',
    `eligibility_of(:gyms.north, :users.student, 'Aikido', null, null, ${at})`,
  ],
  [
    'training(uuid,uuid,uuid[],date)',
    'TABLE(user_id uuid, class_date date)',
    `training(:gyms.north, ${aikido}, ${who}, ${at})`,
  ],
  [
    'rank_system_in_force(uuid,text,date)',
    'uuid',
    `rank_system_in_force(:gyms.north, 'Aikido', ${at})`,
  ],
  [
    'held_rank(uuid,text,integer,date,date)',
    'jsonb',
    `held_rank(${aikido}, 'white', 0, null, null)`,
  ],
  ['gym_today(uuid)', 'date', 'gym_today(:gyms.north)'],
  [
    'written_rules(jsonb)',
    'TABLE(rank_place bigint, rule_place bigint, belt text, first_degree integer, ' +
    'degrees integer, "group" text, degree integer, requirement text, alternative integer, ' +
    'condition text, threshold integer, article text, belts text[], belts_degree integer, ' +
    'title text, since text, registered_from_age integer, registered_until_age integer)',
    `written_rules('[]')`,
  ],
  [
    'put_rank_system(uuid,text,text,text,date,text,text[],jsonb)',
    'SETOF rank_systems',
    `put_rank_system(:gyms.north, 'Sumo', 'x', '1', ${at}, null, null, '[]')`,
  ],
  ['written_rules_fault(jsonb)', 'text', `written_rules_fault('[]')`],
]);

export const eligibilitySubjects = [gymEligibility, personEligibility, ...steps];
