import type { shopifyGroups } from '../../../src/db/schema/store/customers/customers.ts';
import type { ValueOf } from '../../../src/db/declare/choice.ts';
import type { PersonKey } from '../../stack/people.ts';
import type { Cast } from '../cast.ts';
import { chanceOf } from '../chance.ts';
import type { Habit, Person } from '../members.ts';
import { makeName, type Name } from '../names.ts';

/** How somebody buys: how many orders, how many days ago the first and the last was, and how big. */
export interface Buying {
  orders: [least: number, most: number];
  first: [least: number, most: number];
  last: [least: number, most: number];
  big: number;
  /** As Shopify groups them, most of the time. */
  group: ValueOf<typeof shopifyGroups>;
}

const BUYING = {
  champion: { orders: [11, 16], first: [400, 540], last: [2, 20], big: 0.6, group: 'champions' },
  loyal: { orders: [7, 10], first: [300, 500], last: [15, 60], big: 0.3, group: 'loyal' },
  promising: { orders: [2, 3], first: [60, 140], last: [10, 45], big: 0.2, group: 'promising' },
  new: { orders: [1, 1], first: [1, 20], last: [1, 20], big: 0.2, group: 'new' },
  sleepy: { orders: [2, 4], first: [280, 420], last: [110, 190], big: 0.2, group: 'almost_lost' },
  leaving: { orders: [6, 10], first: [480, 545], last: [180, 260], big: 0.5, group: 'at_risk' },
  lost: { orders: [1, 2], first: [350, 540], last: [300, 345], big: 0.1, group: 'dormant' },
  browser: { orders: [0, 0], first: [0, 0], last: [0, 0], big: 0, group: 'prospects' },
} as const satisfies Record<string, Buying>;

export interface Buyer {
  name: Name;
  email: string;
  buying: Buying;
  /** Shopify told only their orders. */
  unknown: boolean;
}

/** What the members of each habit buy, one after the other; null is no customer. */
const BY_HABIT: Record<Habit, (keyof typeof BUYING | null)[]> = {
  fading: ['champion', 'champion', 'loyal'],
  steady: [null, 'browser', 'loyal', null, 'champion', null],
  usual: ['promising', null, 'loyal', 'new', 'sleepy', null],
  rare: ['sleepy', 'lost'],
  never: ['lost'],
};

const STRANGERS: readonly (readonly [kind: keyof typeof BUYING, how: number])[] = [
  ...[['champion', 5], ['loyal', 9], ['promising', 9], ['new', 8], ['sleepy', 9]] as const,
  ...[['leaving', 7], ['lost', 9], ['browser', 4]] as const,
];

/**
 * Who the shop of the first gym knows: members by the address that they verified, among them champions
 * who stopped training, while some who come all the time never buy; and people from elsewhere.
 */
export function makeBuyers(cast: Cast, people: Record<PersonKey, Person>): Buyer[] {
  const chance = chanceOf('buyers');
  const seen: Partial<Record<Habit, number>> = {};
  const members = cast.members.flatMap(({ gym, role, group, habit, subject, email, ...name }) => {
    if (gym !== 'sao_paulo' || role !== 'STUDENT' || group !== 'adults' || !subject) return [];
    const nth = seen[habit] = (seen[habit] ?? -1) + 1;
    const kind = BY_HABIT[habit][nth % BY_HABIT[habit].length];
    return kind ? [{ name, email: email!, buying: BUYING[kind], unknown: false }] : [];
  });
  const student = {
    ...{ name: people.student, email: people.student.email!, buying: BUYING.loyal },
    unknown: false,
  };
  const taken = new Set(
    [...cast.members, ...cast.others].map((one) => `${one.first_name} ${one.last_name}`),
  );
  const strangers = STRANGERS.flatMap(([kind, how]) =>
    Array.from({ length: how }, (_, index) => {
      const name = makeName(chance, ['pt', 'pt', 'pt', 'en', 'ja'], taken);
      const email = `${name.first_name}.${name.last_name}@customers.test`.normalize('NFD')
        .replace(/\p{M}/gu, '').toLowerCase();
      return { name, email, buying: BUYING[kind], unknown: kind !== 'browser' && index === 0 };
    })
  );
  return [student, ...members, ...strangers];
}
