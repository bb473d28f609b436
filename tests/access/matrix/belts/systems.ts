import type { Subject } from '../../proof/cells.ts';
import { rankRules, ranks, rankSystems } from '../../world/belts/systems.ts';
import { becomeSystem } from '../returning.ts';

const readOnly = (table: string, key: string, rows: string[], insert: string, grid: string) => ({
  name: `public.${table}`,
  rows,
  key,
  ids: 'rank_systems',
  appendOnly: true as const,
  probes: {
    select: `select ${key} from public.${table}`,
    insert: `insert into public.${table} ${insert}`,
    update: `update public.${table} set belt = 'x'`.replace(
      'belt',
      table === 'rank_systems' ? 'name' : 'belt',
    ),
    delete: `delete from public.${table}`,
    truncate: `truncate public.${table}`,
  },
  access: [grid],
});

/** Rules of promotion: those for all by who is signed in, a gym's own by its people; written by functions. */
const tables: Subject[] = [
  readOnly(
    'rank_systems',
    'id',
    rankSystems,
    `(gym_id, modality, name, version, valid_from)
    values (:gyms.north, 'Sumo', 'x', '1', '2020-01-01')`,
    `
| actor         | select                                 | insert | update | delete | truncate |
| student instructor guardian deputy | general-systems north-systems | 42501 | 42501 | 42501 | 42501 |
| manager       | all                                    | 42501  | 42501  | 42501  | 42501    |
| otherManager otherGuardian | general-systems southern  | 42501  | 42501  | 42501  | 42501    |
| system        | all                                    | 42501  | 42501  | 42501  | 42501    |
| anonymous     | 42501                                  | 42501  | 42501  | 42501  | 42501    |
| everyone else | general-systems                        | 42501  | 42501  | 42501  | 42501    |`,
  ),
  readOnly(
    'ranks',
    'system_id',
    ranks,
    `(system_id, belt, position, name, "group")
    values (:rank_systems.northern, 'x', 9, 'x', 'adult')`,
    `
| actor         | select                                 | insert | update | delete | truncate |
| student instructor guardian deputy | general-ranks north-systems-twice | 42501 | 42501 | 42501 | 42501 |
| manager       | all                                    | 42501  | 42501  | 42501  | 42501    |
| otherManager otherGuardian | general-ranks south-systems-twice | 42501 | 42501 | 42501 | 42501 |
| system        | all                                    | 42501  | 42501  | 42501  | 42501    |
| anonymous     | 42501                                  | 42501  | 42501  | 42501  | 42501    |
| everyone else | general-ranks                          | 42501  | 42501  | 42501  | 42501    |`,
  ),
  readOnly(
    'rank_rules',
    'system_id',
    rankRules,
    `
      (system_id, position, belt, degree, requirement, condition)
    values (:rank_systems.northern, 9, 'yellow', 0, 'title', 'honorary')`,
    `
| actor         | select                                 | insert | update | delete | truncate |
| student instructor guardian deputy | general-rules north-systems-twice | 42501 | 42501 | 42501 | 42501 |
| manager       | all                                    | 42501  | 42501  | 42501  | 42501    |
| otherManager otherGuardian | general-rules south-systems-twice | 42501 | 42501 | 42501 | 42501 |
| system        | all                                    | 42501  | 42501  | 42501  | 42501    |
| anonymous     | 42501                                  | 42501  | 42501  | 42501  | 42501    |
| everyone else | general-rules                          | 42501  | 42501  | 42501  | 42501    |`,
  ),
];

const belts = (...rules: object[]) =>
  JSON.stringify([
    { belt: 'white', name: 'White', group: 'adult', first_degree: 0, degrees: 0, rules: [] },
    { belt: 'blue', name: 'Blue', group: 'adult', first_degree: 0, degrees: 0, rules },
  ]);
const write = (gym: string, art: string, from: string, ranks = belts(), classes = 'null') =>
  `select gym_id from private.write_rank_system(
    :gyms.${gym}, '${art}', 'Ours', '1', '${from}', null, ${classes}, '${ranks}'
  )`;

const writeRankSystem: Subject = {
  name: 'private.write_rank_system(uuid,text,text,text,date,text,text[],jsonb)',
  returns: 'SETOF rank_systems',
  probes: {
    north: write('north', 'Sumo', '2020-01-01'),
    south: write('south', 'Sumo', '2020-01-01'),
    'a day that is taken': write('north', 'Aikido', '2098-01-01'),
    'a rank that is not there': write(
      ...['north', 'Sumo', '2020-01-01'] as const,
      belts({ requirement: 'time', condition: 'held_rank', belts: ['red'] }),
    ),
    'no class': write('north', 'Sumo', '2020-01-01', belts(), `array['']`),
    'written, then': [
      write('north', 'Sumo', '2020-01-01'),
      becomeSystem,
      `select r.belts[1] from public.rank_systems s
        join public.rank_rules r on r.system_id = s.id and r.belt = 'blue'
        where s.modality = 'Sumo' and s.gym_id = :gyms.north`,
    ],
    'noted, then': [
      write('north', 'Sumo', '2020-01-01'),
      becomeSystem,
      `select actor_id from public.audit_events
        where action = 'rank_system_written' and gym_id = :gyms.north`,
    ],
  },
  access: [
    `
| actor          | north           | south           | a day that is taken | a rank that is not there |
| anonymous system | 42501         | 42501           | 42501               | 42501                    |
| manager deputy | north           | 42501/guard     | 23505               | 23514                    |
| otherManager   | 42501/guard     | south           | 42501/guard         | 42501/guard              |
| everyone else  | 42501/guard     | 42501/guard     | 42501/guard         | 42501/guard              |`,
    `
| actor            | no class    | written, then | noted, then |
| anonymous system | 42501       | 42501         | 42501       |
| manager deputy   | 23514       | white         | own         |
| everyone else    | 42501/guard | 42501/guard   | 42501/guard |`,
  ],
};

const withdraw = (system: string) =>
  `select withdrawn::text from private.withdraw_rank_system(:rank_systems.${system})`;

const withdrawRankSystem: Subject = {
  name: 'private.withdraw_rank_system(uuid)',
  returns: 'TABLE(withdrawn boolean)',
  probes: {
    'before its first day': withdraw('northernNext'),
    'in force': withdraw('northern'),
    'of south': withdraw('southern'),
    'withdrawn, then': [
      withdraw('northernNext'),
      becomeSystem,
      `select id from public.rank_systems where gym_id = :gyms.north`,
    ],
    'rules, then': [
      withdraw('northernNext'),
      becomeSystem,
      `select count(*)::text from public.rank_rules r
        where r.system_id in (:rank_systems.northern, :rank_systems.northernNext, :rank_systems.southern)`,
    ],
    'noted, then': [
      withdraw('northernNext'),
      becomeSystem,
      `select actor_id from public.audit_events where action = 'rank_system_withdrawn'`,
    ],
  },
  access: [`
| actor            | before its first day | in force | of south | withdrawn, then       | rules, then | noted, then |
| anonymous system | 42501                | 42501    | 42501    | 42501                 | 42501       | 42501       |
| manager deputy   | true                 | false    | -        | northern              | 4           | own         |
| otherManager     | -                    | -        | false    | northern northernNext | 6           | -           |
| everyone else    | -                    | -        | -        | northern northernNext | 6           | -           |`],
};

export const rankSystemSubjects = [...tables, writeRankSystem, withdrawRankSystem];
