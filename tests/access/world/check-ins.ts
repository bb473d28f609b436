import type postgres from 'postgres';
import type { Person } from './actors.ts';
import { idOf } from './ids.ts';

/**
 * Classes of north around whenever this runs, each on one date to come or today (`ends_on`) and the
 * one a week before, with one place: `today` began an hour ago and lasts for twelve, the others are in
 * four days and take bookings.
 */
export const heldClasses = ['today', 'ahead', 'later'] as const;

const around = (name: typeof heldClasses[number]) => {
  const starts = Date.now() + (name === 'today' ? -1 : 96) * 3_600_000;
  const on = (days: number) => new Date(starts + days * 86_400_000).toISOString();
  const ends = new Date(starts + 12 * 3_600_000).toISOString();
  return {
    ...{ weekday: new Date(starts).getUTCDay() || 7, capacity: 1, modality: name },
    ...{ starts_on: on(-7).slice(0, 10), ends_on: on(0).slice(0, 10) },
    ...{ starts_at: on(0).slice(11, 16), ends_at: ends.slice(11, 16) },
    bookable_from_hours: name === 'today' ? null : 240,
  };
};

/** Who was there on the first Monday of 2020, in each gym. */
const there = {
  mat: [
    ...['student', 'fellow', 'instructor', 'manager', 'deputy', 'deleted'] as const,
    ...['child', 'grown', 'former'] as const,
  ],
  southern: ['otherManager', 'otherStudent', 'otherChild'] as const,
};

type Columns = Record<string, string | number | boolean>;
const guest: Columns = { override_reason: 'A guest', checked_in_by: idOf('users.instructor') };

const inTwoDays = new Date(Date.now() + 2 * 86_400_000).toISOString();

/** What is booked: the row's name, whose, for which class, and how it stands. */
const booked: [row: string, person: Person, of: string, columns: Columns][] = [
  ['booked', 'student', 'ahead', { status: 'booked', place: 1 }],
  ['queued', 'child', 'ahead', { status: 'waiting', place: 2 }],
  ['offered', 'student', 'later', { status: 'offered', place: 1, offered_until: '2150-01-01' }],
  ['childOffer', 'child', 'later', { status: 'offered', place: 2, offered_until: inTwoDays }],
  ['last', 'grown', 'later', { status: 'waiting', place: 3 }],
];

const ofNorth = [...there.mat, ...booked.map(([row]) => row)];
export const checkIns = [...ofNorth, ...there.southern];

export const checkInSets = {
  'north-check-ins': ofNorth,
  'south-check-ins': [...there.southern],
  'all-check-ins': checkIns,
  'booked-ahead': booked.map(([row]) => row),
};

export async function populateCheckIns(tx: postgres.TransactionSql, past: string): Promise<void> {
  const times = { created_at: past, updated_at: past };
  for (const name of heldClasses) {
    await tx`insert into classes ${
      tx({
        ...{ id: idOf(`classes.${name}`), gym_id: idOf('gyms.north'), ...times },
        ...{ created_by: idOf('users.manager'), ...around(name) },
      })
    }`;
  }
  const insert = (row: string, person: Person, of: string, gym: string, columns: Columns) =>
    tx`insert into check_ins ${
      tx({
        ...{ id: idOf(`check_ins.${row}`), user_id: idOf(`users.${person}`), ...times },
        ...{ class_id: idOf(`classes.${of}`), gym_id: idOf(`gyms.${gym}`) },
        ...{ made_at: past, received_at: past, ...columns },
      } as Columns)
    }`;
  for (const [of, people] of Object.entries(there)) {
    for (const [index, person] of people.entries()) {
      await insert(person, person, of, of === 'mat' ? 'north' : 'south', {
        ...{ class_date: '2020-01-06', status: 'present', arrived: true, place: index + 1 },
        ...person === 'fellow' || person === 'otherStudent' ? guest : {},
      });
    }
  }
  for (const [row, person, of, columns] of booked) {
    await insert(row, person, of, 'north', {
      ...{ class_date: around(of as 'ahead').ends_on, ...columns },
    });
  }
}
