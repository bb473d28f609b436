import type { PersonKey } from '../stack/people.ts';
import type { MemberRole } from '../../src/db/schema/platform/member-roles.ts';
import { type Chance, idOf } from './chance.ts';
import type { Days } from './days.ts';
import { type GymKey, gymKeys, GYMS } from './gyms.ts';
import { type Guardian, type Maker, makerOf, type Member, type Person } from './members.ts';

/** Everybody whom the generator makes. */
export interface Cast {
  members: Member[];
  guardians: Guardian[];
  /** Guardians who do not train themselves. */
  others: Person[];
  /** Of each gym three grown people who are not in it: asking, refused, gone. */
  outsiders: Person[];
}

/**
 * The members of the academy beside the demo people, and the families of the children among them:
 * always the same ones, born and joined so many days before today. The first adults of a gym are its
 * staff. The guardian among the demo people has two children, in two gyms.
 */
export function makeCast(days: Days, people: Record<PersonKey, Person>): Cast {
  const cast: Cast = { members: [], guardians: [], others: [], outsiders: [] };
  const taken = new Set<string>();
  for (const key of gymKeys) {
    const maker = makerOf(key, days, taken);
    const { adults, children } = GYMS[key];
    const grown = Array.from({ length: adults }, (_, index) => {
      const role = STAFF[key][index];
      return maker.member(role ? maker.chance.between(30, 52) : ageOf(maker.chance), role);
    });
    cast.members.push(...grown);
    const parents = maker.chance.some(
      grown.filter(({ role, birth_date }) => role === 'STUDENT' && birth_date < days.years(33)),
      3,
    );
    for (let left = children; left > 0;) {
      left -= addFamily(cast, maker, days, parents.pop(), left);
    }
    cast.outsiders.push(...[22, 31, 45].map((age) => maker.person(age)));
  }
  const { guardian } = people;
  for (const { first_name, gender, age, gym } of CHILDREN) {
    const child: Member = {
      ...{ id: idOf('child', first_name), first_name, last_name: guardian.last_name, gender },
      ...{ phone: guardian.phone, email: null, subject: null, gym, role: 'STUDENT' },
      ...{ birth_date: days.years(age, -200), habit: 'steady', joined: 400 },
      group: age < 13 ? 'juniors' : 'teens',
    };
    cast.members.push(child);
    cast.guardians.push({ guardian, child, relation: 'parent' });
  }
  setBirthdays(cast, days);
  return cast;
}

/** Somebody's birthday is today, a child's is tomorrow, and one is in leap years only. */
function setBirthdays({ members, guardians }: Cast, days: Days): void {
  const parents = new Set(guardians.map(({ guardian }) => guardian.id));
  const [one, other] = members.filter(({ id, role, group }) =>
    role === 'STUDENT' && group === 'adults' && !parents.has(id)
  );
  one!.birth_date = days.years(28);
  other!.birth_date = `${Math.floor((Number(days.years(26).slice(0, 4))) / 4) * 4}-02-29`;
  members.find(({ group }) => group === 'juniors')!.birth_date = days.years(8, 1);
}

/** The demo people manage the first gym, and one of them teaches there. */
const STAFF: Record<GymKey, MemberRole[]> = {
  sao_paulo: ['INSTRUCTOR', 'INSTRUCTOR'],
  lisbon: ['MANAGER', 'INSTRUCTOR'],
  tokyo: ['MANAGER', 'INSTRUCTOR'],
};

const CHILDREN = [
  { first_name: 'Tomás', gender: 'male', age: 9, gym: 'sao_paulo' },
  { first_name: 'Alice', gender: 'female', age: 14, gym: 'lisbon' },
] as const;

/** More in their twenties and thirties than older. */
const ageOf = (chance: Chance) =>
  chance.happens(0.7) ? chance.between(18, 39) : chance.between(40, 63);

/**
 * Adds one to three siblings, and who looks after them: a parent, who may train here, and of every
 * fourth family somebody else as well.
 * @returns how many children were added, `most` at most
 */
function addFamily(
  { members, guardians, others }: Cast,
  { chance, person, member }: Maker,
  days: Days,
  training: Person | undefined,
  most: number,
): number {
  const parent = training ?? person(chance.between(34, 50));
  if (!training) others.push(parent);
  const second = chance.happens(0.25)
    ? person(chance.between(33, 70), parent.last_name)
    : undefined;
  if (second) others.push(second);
  const siblings = Math.min(most, chance.pick([1, 1, 2, 2, 3]));
  for (let count = 0; count < siblings; count++) {
    const child = member(chance.between(4, 16), 'STUDENT', parent.last_name);
    members.push(child);
    guardians.push({ guardian: parent, child, relation: 'parent' });
    if (!second) continue;
    const relation = second.birth_date < days.years(55) ? 'grandparent' : 'parent';
    guardians.push({ guardian: second, child, relation });
  }
  return siblings;
}
