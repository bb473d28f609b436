import type { MemberRole } from '../../src/db/schema/platform/member-roles.ts';
import { type Chance, chanceOf, idOf } from './chance.ts';
import type { Days } from './days.ts';
import { type AgeGroup, type GymKey, GYMS } from './gyms.ts';
import { emailOf, makeName, type Name } from './names.ts';

/** How somebody comes: to nearly every class of theirs, mostly, now and then, no longer, never. */
export type Habit = 'steady' | 'usual' | 'rare' | 'fading' | 'never';

export interface Person extends Name {
  id: string;
  /** Where they, or their children, train. */
  gym: GymKey;
  birth_date: string;
  phone: string;
  /** Null for a child, who has no address of their own. */
  email: string | null;
  /** Null for who does not sign in. */
  subject: string | null;
}

export interface Member extends Person {
  role: MemberRole;
  group: AgeGroup;
  habit: Habit;
  /** How many days ago they joined. */
  joined: number;
}

export interface Guardian {
  guardian: Pick<Person, 'id' | 'first_name' | 'last_name' | 'phone'>;
  child: Member;
  relation: 'parent' | 'grandparent';
}

const HABITS: Habit[] = [
  ...Array<Habit>(6).fill('steady'),
  ...Array<Habit>(8).fill('usual'),
  ...Array<Habit>(3).fill('rare'),
  ...['fading', 'fading', 'never'] as const,
];

/** What the generated people of one gym are made with. */
export interface Maker {
  chance: Chance;
  person(age: number, family?: string): Person;
  member(age: number, role?: MemberRole, family?: string): Member;
}

/** @param taken the names that are given already */
export function makerOf(key: GymKey, days: Days, taken: Set<string>): Maker {
  const gym = GYMS[key];
  const chance = chanceOf(`members of ${key}`);
  const person = (age: number, family?: string): Person => {
    const name = makeName(chance, gym.names, taken, family);
    const signsIn = age >= 18 && chance.happens(0.85);
    return {
      ...name,
      ...{ id: idOf('person', taken.size), gym: key },
      birth_date: days.date(-Math.round(age * 365.2425) - chance.between(3, 360)),
      phone: gym.phone + String(taken.size).padStart(4, '0'),
      email: age < 18 ? null : emailOf(name),
      subject: signsIn ? idOf('account', taken.size) : null,
    };
  };
  return {
    chance,
    person,
    member: (age, role = 'STUDENT', family) => ({
      ...person(age, family),
      ...{ role, group: groupOf(age), habit: chance.pick(HABITS) },
      joined: chance.between(50, role === 'STUDENT' ? 1200 : 2000),
    }),
  };
}

export const groupOf = (age: number): AgeGroup =>
  age < 7 ? 'kids' : age < 13 ? 'juniors' : age < 18 ? 'teens' : 'adults';
