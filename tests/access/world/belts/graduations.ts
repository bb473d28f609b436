import type postgres from 'postgres';
import type { Person } from '../actors.ts';
import { idOf } from '../ids.ts';

/** So many days ago: a child's ages go by the day these tests run. */
export const daysAgo = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

type Columns = Record<string, string | number | null>;

/** Events: the row's name, the gym, and who wrote it down. */
const events: [row: string, gym: string, by: Person][] = [
  ['summer', 'north', 'manager'],
  ['southern', 'south', 'otherManager'],
];
export const gradingEvents = events.map(([row]) => row);

/** Ranks: the row's name, whose, by whom, in which gym, which and when. */
const awards: [row: string, whose: Person, by: Person, gym: string, columns: Columns][] = [
  ['ofStudent', 'student', 'instructor', 'north', {
    ...{ belt: 'blue', awarded_on: '2020-06-01', event_id: idOf('grading_events.summer') },
    override_reason: 'A guest',
  }],
  ['ofChild', 'child', 'manager', 'north', { belt: 'grey', awarded_on: daysAgo(365) }],
  ['ofFormer', 'former', 'manager', 'north', { belt: 'blue', awarded_on: '2020-06-01' }],
  ['ofDeleted', 'deleted', 'manager', 'north', { belt: 'blue', awarded_on: '2020-06-01' }],
  ['ofManager', 'manager', 'deputy', 'north', { belt: 'black', awarded_on: '2020-06-01' }],
  ['mistaken', 'grown', 'manager', 'north', { belt: 'brown', awarded_on: '2020-06-01' }],
  ['voiding', 'grown', 'deputy', 'north', {
    ...{ belt: 'brown', awarded_on: '2020-06-01', void_reason: 'Somebody else' },
    voids: idOf('graduations.mistaken'),
  }],
  ['ofOtherChild', 'otherChild', 'otherManager', 'south', {
    ...{ belt: 'grey', awarded_on: daysAgo(365) },
  }],
  // Who trains in both gyms.
  ['southern', 'manager', 'otherManager', 'south', {
    ...{ belt: 'black', degree: 1, awarded_on: '2023-06-01' },
    event_id: idOf('grading_events.southern'),
  }],
];
export const graduations = awards.map(([row]) => row);

/** Titles: the row's name, whose, by whom and where. */
const won: [row: string, whose: Person, by: Person, gym: string][] = [
  ['ofManager', 'manager', 'deputy', 'north'],
  ['ofStudent', 'student', 'instructor', 'north'],
  ['ofChild', 'child', 'manager', 'north'],
  ['ofOtherChild', 'otherChild', 'otherManager', 'south'],
];
export const titles = won.map(([row]) => row);

export const graduationSets = {
  'north-ranks': awards.filter(([, , , gym]) => gym === 'north').map(([row]) => row),
  'south-ranks': awards.filter(([, , , gym]) => gym === 'south').map(([row]) => row),
};

/** As history, which the triggers would judge by the rules. */
export async function populateGraduations(
  tx: postgres.TransactionSql,
  created_at: string,
): Promise<void> {
  for (const table of ['graduations', 'titles']) {
    await tx`alter table ${tx(table)} disable trigger user`;
  }
  for (const [row, gym, by] of events) {
    await tx`insert into grading_events ${
      tx({
        ...{ id: idOf(`grading_events.${row}`), gym_id: idOf(`gyms.${gym}`), created_at },
        ...{ modality: 'Jiu-jitsu', created_by: idOf(`users.${by}`), name: row },
        held_on: row === 'summer' ? '2020-06-01' : '2023-06-01',
      })
    }`;
  }
  for (const [row, whose, by, gym, columns] of awards) {
    await tx`insert into graduations ${
      tx({
        ...{ id: idOf(`graduations.${row}`), gym_id: idOf(`gyms.${gym}`), created_at },
        ...{ user_id: idOf(`users.${whose}`), awarded_by: idOf(`users.${by}`) },
        ...{ modality: 'Jiu-jitsu', registered_on: columns.awarded_on!, ...columns },
      })
    }`;
  }
  for (const [row, whose, by, gym] of won) {
    await tx`insert into titles ${
      tx({
        ...{ id: idOf(`titles.${row}`), gym_id: idOf(`gyms.${gym}`), created_at },
        ...{ user_id: idOf(`users.${whose}`), recorded_by: idOf(`users.${by}`) },
        ...{ title: 'adult_world_champion', modality: 'Jiu-jitsu', belt: 'blue' },
        won_on: '2020-07-01',
      })
    }`;
  }
  for (const table of ['graduations', 'titles']) {
    await tx`alter table ${tx(table)} enable trigger user`;
  }
}
