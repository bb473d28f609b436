import type { PersonKey } from '../stack/people.ts';
import type { Cast } from './cast.ts';
import { chanceOf } from './chance.ts';
import type { Days } from './days.ts';
import { GYMS } from './gyms.ts';
import type { Habit, Member, Person } from './members.ts';
import { classId, type Staff } from './schedule.ts';

/** Somebody who comes to a weekly class. */
export interface Regular {
  user_id: string;
  class_id: string;
  /** To how many of its dates they come, from 0 to 1. */
  rate: number;
  /** The last date they came. */
  until: string | null;
  /** Whether they book ahead where that can be done. */
  books: boolean;
  /** Who checks them in: themselves, a guardian, or staff where nobody of theirs signs in. */
  by: string;
}

const RATES: Record<Habit, number> = { steady: 0.9, usual: 0.6, rare: 0.2, fading: 0.8, never: 0 };

/** Fewer places than this: only who comes all the time is let into the class. */
const SMALL = 10;

/** Who comes to which classes of their age, two of them a week or more. */
export function makeRegulars(
  { members, guardians }: Cast,
  people: Record<PersonKey, Person>,
  staff: Staff,
  days: Days,
): Regular[] {
  const chance = chanceOf('regulars');
  const guardianOf = new Map(guardians.map(({ guardian, child }) => [child.id, guardian.id]));
  const { student, guardian } = people;
  const trains: Member = {
    ...{ ...student, role: 'STUDENT', group: 'adults', habit: 'steady', joined: 400 },
  };
  return [trains, ...members].flatMap((member) => {
    const { id, gym, group, habit, role, subject } = member;
    const fitting = GYMS[gym].week.filter(({ groups }) => groups.includes(group));
    const usual = chance.some(fitting.filter(({ capacity }) => capacity > SMALL), 2);
    const small = habit === 'steady' ? fitting.filter(({ capacity }) => capacity <= SMALL) : [];
    const by = subject ? id : guardianOf.get(id) ?? staff[gym][0]!;
    if (role !== 'STUDENT') return [];
    return [...usual, ...small].flatMap((slot) =>
      chance.some(slot.weekdays, 3).map((weekday) => ({
        ...{ user_id: id, class_id: classId(gym, slot, weekday), rate: RATES[habit], by },
        until: habit === 'fading' ? days.date(-17) : null,
        // The guardian who can sign in has it still to do.
        books: by !== guardian.id,
      }))
    );
  });
}
