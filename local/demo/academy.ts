import type { PersonKey } from '../stack/people.ts';
import { type Cast, makeCast } from './cast.ts';
import { idOf } from './chance.ts';
import type { Days } from './days.ts';
import { makeFamilies } from './families.ts';
import { type GymKey, gymKeys, GYMS } from './gyms.ts';
import type { Person } from './members.ts';
import { makeOffice } from './office.ts';
import { makeRegulars, type Regular } from './regulars.ts';
import type { Rows } from './rows.ts';
import { makeSchedule, type Staff } from './schedule.ts';

export interface Academy {
  cast: Cast;
  rows: Rows;
  regulars: Regular[];
}

/**
 * Makes an academy that looks real: three gyms in three zones, 120 members with the demo people, a
 * third of them children with guardians, and everything around them. The same in every run, but for
 * the dates, which go by the day it is made.
 * @param people the demo people, by the ids their rows have
 * @param firstGym the id of the gym that is theirs, which is there already
 */
export function makeAcademy(
  days: Days,
  people: Record<PersonKey, Person>,
  firstGym: string,
): Academy {
  const cast = makeCast(days, people);
  const gymIds: Record<GymKey, string> = {
    sao_paulo: firstGym,
    lisbon: idOf('gym', 'lisbon'),
    tokyo: idOf('gym', 'tokyo'),
  };
  const staffOf = (key: GymKey, role: string) =>
    cast.members.filter((member) => member.gym === key && member.role === role).map(({ id }) => id);
  const made = (key: GymKey) => [...staffOf(key, 'INSTRUCTOR'), ...staffOf(key, 'MANAGER')];
  const staff: Staff = {
    sao_paulo: [people.instructor.id, ...made('sao_paulo'), people.manager.id],
    lisbon: made('lisbon'),
    tokyo: made('tokyo'),
  };
  const manager = (key: GymKey) => staff[key].at(-1)!;
  const managers = {
    sao_paulo: manager('sao_paulo'),
    lisbon: manager('lisbon'),
    tokyo: manager('tokyo'),
  };
  return {
    cast,
    rows: {
      users: [...cast.members, ...cast.others, ...cast.outsiders].map((person) =>
        userOf(person, days)
      ),
      gyms: gymKeys.filter((key) => key !== 'sao_paulo').map((key) => {
        const { name, timezone, address, since } = GYMS[key];
        const created_at = days.instant(-2000);
        return { id: gymIds[key], name, timezone, address, since, created_at };
      }),
      ...makeFamilies(cast, days),
      ...makeSchedule(days, gymIds, staff),
      ...makeOffice(cast, { days, gymIds, people, managers }),
    },
    regulars: makeRegulars(cast, people, staff, days),
  };
}

function userOf(person: Person, days: Days): Rows['users'][number] {
  const { id, subject, email, first_name, last_name, gender, birth_date, phone } = person;
  const created_at = days.instant(-30, 8);
  return {
    ...{ id, subject, email, first_name, last_name, gender, birth_date, phone, created_at },
    provider: subject === null ? null : 'supabase',
    email_verified_at: subject === null ? null : created_at,
    source: subject ? 'token' : email ? 'staff' : 'guardian',
  };
}
