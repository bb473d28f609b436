import type { Probe } from '../../../proof/cells.ts';
import { becomeOwner, becomeSystem } from '../../returning.ts';
import { at, grid, type Part, to } from './steps.ts';

const ofBelt = (belt: string, degree = 'null') =>
  `'{"type": "belt", "modality": "Sumo", "belt": "${belt}", "degree": ${degree}}'`;

const system = [
  becomeOwner,
  `insert into public.rank_systems (id, gym_id, modality, name, version, valid_from)
    values (:rank_systems.sumo, :gyms.north, 'Sumo', 'x', '1', '2020-01-01'),
      (:rank_systems.before, :gyms.north, 'Sumo', 'x', '0', '2019-01-01'),
      (:rank_systems.later, :gyms.north, 'Sumo', 'x', '2', '2021-01-01'),
      (:rank_systems.everywhere, null, 'Sumo', 'x', '1', '2020-05-01'),
      (:rank_systems.sumoOfSouth, :gyms.south, 'Sumo', 'x', '1', '2020-05-01'),
      (:rank_systems.karate, :gyms.north, 'Karate', 'x', '1', '2020-05-01')`,
  `insert into public.ranks (system_id, belt, position, name, "group")
    select id, case id when :rank_systems.sumo then b else 'other_' || b end, p, b, 'adult'
    from public.rank_systems, (values ('blue', 1), ('white', 0)) r (b, p)
    where modality = 'Sumo' or id = :rank_systems.karate`,
  becomeSystem,
];
const wears = (who: string, belt: string, on: string, more = '', value = '') =>
  `insert into public.graduations
    (user_id, gym_id, modality, belt, awarded_on, registered_on, legacy_id${more})
    select :users.${who}, :gyms.north, 'Sumo', '${belt}', '${on}', '${on}',
      coalesce(max(legacy_id), 0) + 1${value} from public.graduations`;
const worn = [
  ...system,
  wears('student', 'blue', '2020-01-02'),
  wears('fellow', 'blue', '2020-01-02', ', degree', ', 2'),
  wears('grown', 'blue', '2020-01-02'),
  wears('grown', 'black', '2020-01-03'),
  wears('deputy', 'blue', '2020-01-03'),
  wears('deputy', 'black', '2020-01-02'),
  wears('manager', 'blue', '2020-12-01'),
  wears('instructor', 'blue', '2020-01-02', ', id', ', :graduations.mistake'),
  wears('instructor', 'blue', '2020-01-03', ', voids, void_reason', `, :graduations.mistake, 'x'`),
  wears('former', 'blue', '2020-01-02'),
];
const wearing = (belt: string, degree?: string) => to(ofBelt(belt, degree), at, ...worn);
const probes: Record<string, Probe> = {
  'a belt': wearing('blue'),
  'a belt of a degree': wearing('blue', '2'),
  'the first belt': wearing('white'),
  'the first belt, without a degree': wearing('white', '0'),
  'the first belt of a degree': wearing('white', '1'),
  'the first belt of another': wearing('other_white'),
};

/** Whom it is for where it is for a belt: who wears it on the day. */
export const belts: Part = {
  probes,
  access: [
    grid({
      'a belt': 'student fellow deputy',
      'a belt of a degree': 'fellow',
      'the first belt': 'instructor manager child',
      'the first belt, without a degree': 'instructor manager child',
      'the first belt of a degree': '-',
      'the first belt of another': '-',
    }),
  ],
};
