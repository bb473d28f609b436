import { FIRST_NAMES, HOSTILE_NAMES, LAST_NAMES } from '../../doubles/shopify/people/names.ts';
import { type Draws, drawsOf } from '../../doubles/shopify/people/random.ts';
import type { Row } from '../tables.ts';
import { GYMS } from './gyms.ts';
import { serial } from './ids.ts';
import { EVERY, type Plan } from './plan.ts';
import { anyTime, instantText, isoDay } from './times.ts';

/** Of each gym; its instructors come next after the managers. */
export const INSTRUCTORS = 3;
const STAFF = GYMS * (1 + INSTRUCTORS);

export type Person = Row<'users'> & { id: number; gym_id: number | null };

/** Names that a profile may have: not too long, and trimmed. */
const HARD_NAMES = HOSTILE_NAMES.filter((name) => name.length <= 100 && name.trim() === name);

/**
 * The people of the app. Managers and instructors come first; of a hundred others some asked to join
 * and wait, were denied, have no gym, left (deleted), came over earlier (`migrated_at`), or are
 * children who do not sign in and have their parent's address.
 */
export function peopleRows(plan: Plan): Person[] {
  const people: Person[] = [];
  for (let index = 0; index < plan.users; index++) {
    people.push(personRow(plan, index, people));
  }
  return people;
}

function personRow({ seed }: Plan, index: number, before: readonly Person[]): Person {
  const draw = drawsOf(seed, 1, index);
  const id = serial(index, EVERY.few);
  const staff = index < STAFF;
  const joined = staff ? Date.UTC(2019, 0, 11) : anyTime(draw);
  const state = staff ? 'approved' : draw.of(STATES);
  const parent = state === 'child' ? parentOf(before, index) : undefined;
  const birth = staff || draw.percent(80) ? birthOf(draw, parent !== undefined) : null;
  const later = () => instantText(draw, joined + (1 + draw.below(72)) * 3_600_000);
  return {
    id,
    clerk_user_id: parent ? null : `user_2legacy${String(id).padStart(19, '0')}`,
    email: parent ? parent.email : emailOf(draw, id),
    first_name: draw.percent(3) ? draw.of(HARD_NAMES) : draw.of(FIRST_NAMES),
    last_name: draw.percent(5) ? null : draw.of(LAST_NAMES),
    profile_picture: draw.percent(60) ? `https://img.example.com/p/${id}?s=1&x=%20` : null,
    birth,
    birth_day: birth && birth.slice(5),
    gender: draw.of(['female', 'male', 'other', 'F', 'masculino', null]),
    phone: draw.percent(50) ? phoneOf(draw, 10_000_000 + id) : null,
    instagram: draw.percent(30) ? `${draw.of(['', '@'])}bjj_${id}.oss` : null,
    role: index < GYMS ? 'MANAGER' : staff ? 'INSTRUCTOR' : 'STUDENT',
    gym_id: state === 'gymless' ? null : staff ? 1 + index % GYMS : gymOf(draw),
    // A phone that was handed on keeps its token.
    expo_push_token: draw.percent(70)
      ? `ExponentPushToken[legacy${draw.percent(2) ? before.at(-1)?.id ?? id : id}]`
      : null,
    customer_id: draw.percent(10) ? `cus_legacy${id}` : null,
    subscription_id: draw.percent(5) ? `sub_legacy${id}` : null,
    plan: draw.of(['free', 'free', null, 'pro']),
    approved_at: ['waiting', 'denied', 'gymless'].includes(state) ? null : later(),
    denied_at: state === 'denied' ? later() : null,
    migrated_at: state === 'migrated' ? instantText(draw, Date.UTC(2026, 7, 1)) : null,
    deleted_at: state === 'deleted' ? instantText(draw, Date.UTC(2026, 8, 1)) : null,
    created_at: instantText(draw, joined),
  };
}

/** Of fifty people. */
const STATES = [
  ...Array<'approved'>(38).fill('approved'),
  ...Array<'child'>(3).fill('child'),
  ...['waiting', 'denied', 'gymless', 'migrated', 'migrated', 'migrated', 'deleted'] as const,
  ...['deleted', 'waiting'] as const,
];

/** Half train at the first gym, three of ten at the second. */
const gymOf = (draw: Draws) => draw.of([1, 1, 1, 1, 1, 2, 2, 2, 3, 3]);

const emailOf = (draw: Draws, id: number) =>
  draw.percent(2) ? null : `${draw.of(['ana', 'Bruno.Lima', "o'neil", 'zé+oss'])}${id}@example.com`;

/** As it was typed: in one piece or with what people put between. */
const phoneOf = (draw: Draws, digits: number) =>
  draw.percent(70)
    ? `+55119${digits}`
    : `+55 (11) 9${String(digits).slice(0, 4)}-${String(digits).slice(4)}`;

/** Somebody who signs in, to share an address with: nobody else has it. */
function parentOf(before: readonly Person[], index: number): Person | undefined {
  const parent = before[index - 1]!;
  return parent.clerk_user_id && parent.email && !parent.deleted_at ? parent : undefined;
}

function birthOf(draw: Draws, child: boolean): string {
  if (draw.percent(1)) return '1996-02-29';
  const first = child ? Date.UTC(2012, 0, 1) : Date.UTC(1955, 0, 1);
  return isoDay(first + draw.below(child ? 3000 : 18_000) * 86_400_000);
}
