import { describe, expect, it } from 'vitest';
import { people as demoPeople, type PersonKey } from '../../stack/people.ts';
import { makeCast } from '../cast.ts';
import { idOf } from '../chance.ts';
import { daysFrom } from '../days.ts';
import type { Person } from '../members.ts';
import { makeBelts } from './belts.ts';

type Graduation = ReturnType<typeof makeBelts>['graduations'][number];

const gymIds = { sao_paulo: 'sao_paulo', lisbon: 'lisbon', tokyo: 'tokyo' };

function beltsOn(day: string) {
  const days = daysFrom(new Date(`${day}T15:30:00Z`));
  const people = Object.fromEntries(demoPeople.map(({ key, firstName, lastName, email }) => [key, {
    ...{ id: idOf(key), gym: 'sao_paulo', first_name: firstName, last_name: lastName, email },
    ...{ gender: 'female', phone: '+5500000010', subject: key },
    birth_date: days.years({ student: 24, instructor: 35 }[key as string] ?? 44, -100),
  }])) as Record<PersonKey, Person>;
  const cast = makeCast(days, people);
  const everybody = [...Object.values(people), ...cast.members];
  return { belts: makeBelts(cast, people, gymIds, days), everybody, cast };
}

/** The order in which ranks are given. */
const ORDER = [
  'white',
  ...['grey', 'yellow', 'orange', 'green'].flatMap((c) => [`${c}_white`, c, `${c}_black`]),
  ...['blue', 'purple', 'brown', 'black'],
];

/** From which age by the year, and after how many months, at the strictest of both versions. */
const AGES: Record<string, number> = {
  ...{ white: 0, grey: 4, yellow: 7, orange: 10, green: 13 },
  ...{ blue: 16, purple: 18, brown: 18, black: 19 },
};
const MONTHS: Record<string, number> = { purple: 24, brown: 18, black: 12 };
const DEGREES = [36, 36, 36, 60, 60, 60];

function later(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)))
    .toISOString().slice(0, 10);
}

/** What the rules have against a history, told rank by rank. */
function faultsOf(history: Graduation[], birth_date: string): string[] {
  return history.flatMap((next, index) => {
    const { belt, degree = 0, awarded_on, registered_on } = next;
    const before = history[index - 1] ?? { ...next, belt: 'white', degree: 0 };
    const since = history.find((one) => one.belt === before.belt)?.registered_on;
    const age = Number(awarded_on.slice(0, 4)) - Number(birth_date.slice(0, 4));
    const from = AGES[belt.split('_')[0]!]!;
    const stripe = belt === before.belt;
    const months = stripe ? belt === 'black' ? DEGREES[degree - 1] : 0 : MONTHS[belt];
    const counted = stripe ? before.registered_on : since;
    return Object.entries({
      order: index > 0 && awarded_on <= before.awarded_on,
      registration: registered_on < awarded_on,
      rank: stripe ? degree !== before.degree! + 1 : degree !== 0 ||
        ORDER.indexOf(belt) <= ORDER.indexOf(before.belt),
      skipped: ORDER.indexOf(belt) > ORDER.indexOf('blue') &&
        ORDER.indexOf(belt) > ORDER.indexOf(before.belt) + 1,
      age: age < from || from > 0 && from < 16 && !stripe && age > 15,
      time: months && counted && awarded_on < later(counted, months),
    }).filter(([, broken]) => broken).map(([rule]) => `${rule}: ${belt} ${degree} ${awarded_on}`);
  });
}

describe('the belts of the demo', () => {
  it.each(['2026-11-22', '2027-01-01', '2028-02-29', '2030-07-31'])(
    'were earned by the rules, as of %s',
    (today) => {
      const { belts, everybody } = beltsOn(today);
      const faults = everybody.flatMap(({ id, birth_date }) =>
        faultsOf(
          belts.graduations.filter(({ user_id }) => user_id === id)
            .sort((a, b) => a.awarded_on < b.awarded_on ? -1 : 1),
          birth_date,
        )
      );
      expect(faults).toEqual([]);
      expect(belts.graduations.filter((one) => one.registered_on >= today)).toEqual([]);
    },
  );

  const { belts, everybody, cast } = beltsOn('2026-11-22');
  const rankOf = (id: string) =>
    belts.graduations.filter(({ user_id }) => user_id === id)
      .reduce((a, b) => a.awarded_on > b.awarded_on ? a : b).belt;

  it('suit who can sign in, and who teaches', () => {
    const [student, instructor, manager] = ['student', 'instructor', 'manager'].map((key) =>
      rankOf(idOf(key))
    );
    expect({ student, instructor, manager, child: rankOf(idOf('child', 'Tomás')) })
      .toEqual({ student: 'blue', instructor: 'brown', manager: 'black', child: 'grey' });
    const teachers = cast.members.filter(({ role }) => role !== 'STUDENT');
    for (const { id, role } of teachers) {
      expect(role === 'MANAGER' ? ['black'] : ['purple', 'brown']).toContain(rankOf(id));
    }
    const worn = new Set(
      everybody.flatMap(({ id }) =>
        belts.graduations.some(({ user_id }) => user_id === id) ? [rankOf(id)] : []
      ),
    );
    expect(worn.size).toBeGreaterThan(9);
  });

  it('are the same in every run, and each has an id of its own', () => {
    expect(beltsOn('2026-11-22').belts).toEqual(belts);
    for (const column of ['id', 'legacy_id'] as const) {
      expect(new Set(belts.graduations.map((row) => row[column])).size)
        .toBe(belts.graduations.length);
    }
  });

  it.each(belts.grading_events)('were given to several at $name', ({ id, gym_id, held_on }) => {
    const given = belts.graduations.filter(({ event_id }) => event_id === id);
    expect(given.length).toBeGreaterThan(1);
    expect(new Set(given.map((row) => `${row.gym_id} ${row.awarded_on}`)))
      .toEqual(new Set([`${gym_id} ${held_on}`]));
    expect(new Date(held_on).getUTCDay()).toBe(6);
    expect(given.filter((row) => row.awarded_by === row.user_id)).toEqual([]);
  });
});
