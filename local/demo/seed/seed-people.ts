import type postgres from 'postgres';
import type { DemoPerson } from '../../stack/accounts.ts';
import type { PersonKey } from '../../stack/people.ts';
import type { Days } from '../days.ts';
import { GYMS } from '../gyms.ts';
import type { Person } from '../members.ts';

/** Waits for a decision in the first gym, so that there is one to make. Cannot sign in. */
const APPLICANT = {
  ...{ subject: 'demo-applicant', email: 'applicant@tatame.test' },
  ...{ first_name: 'Paula', last_name: 'Nunes', gender: 'female', birth_date: null, phone: null },
};

/** What their profiles say besides the name. */
const PROFILES: Record<PersonKey, { age: number; gender: Person['gender'] }> = {
  student: { age: 24, gender: 'female' },
  instructor: { age: 35, gender: 'male' },
  manager: { age: 44, gender: 'female' },
  otherManager: { age: 51, gender: 'male' },
  guardian: { age: 41, gender: 'female' },
};

/** Since when they are here: before anybody whom the generator adds, so that lists name them first. */
const SINCE = -2400;

/** The demo people by their keys, as their rows are, and their gyms. */
export interface Known {
  people: Record<PersonKey, Person>;
  firstGym: string;
}

/** Puts the people who can sign in into their gyms, and somebody who asks to be let in. */
export async function seedPeople(
  tx: postgres.TransactionSql,
  days: Days,
  people: readonly DemoPerson[],
): Promise<Known> {
  const profiles = people.map(({ key, subject, email, firstName, lastName }, index) => ({
    ...{ subject, email, first_name: firstName, last_name: lastName },
    ...{ gender: PROFILES[key].gender, birth_date: days.years(PROFILES[key].age, -100 - index) },
    phone: `+5500000010${index}`,
  }));
  const written = [...profiles, APPLICANT].map((profile, index) => ({
    ...{ ...profile, provider: 'supabase', source: 'import' },
    // Who signs in has confirmed the address.
    email_verified_at: profile === APPLICANT ? null : days.instant(SINCE),
    created_at: days.instant(SINCE + index),
  }));
  await tx`
    insert into users ${tx(written)} on conflict (subject) where deleted_at is null do nothing`;
  const users = await tx<{ id: string; subject: string }[]>`
    select id, subject from users
    where deleted_at is null and subject in ${tx(written.map(({ subject }) => subject))}`;
  const idOf = (subject: string) => users.find((user) => user.subject === subject)!.id;

  const members = people.filter(({ role }) => role !== 'GUARDIAN');
  const managers = members.filter(({ role }) => role === 'MANAGER');
  const gyms = await seedGyms(tx, days, managers.map(({ gym }) => gym));
  const memberships = members.map(({ subject, role, gym }, index) => ({
    ...{ user_id: idOf(subject), gym_id: gyms.get(gym)!, role },
    ...{ approved_at: days.instant(SINCE + index), created_at: days.instant(SINCE + index) },
    decided_by: idOf(managers.find((manager) => manager.gym === gym)!.subject),
  }));
  // Before a gym is registered to its manager: the database would date their membership today.
  await tx`insert into memberships ${tx(memberships)} on conflict (user_id, gym_id) do nothing`;
  for (const { subject, gym } of managers) {
    await tx`
      update gyms set manager_id = ${idOf(subject)}
      where id = ${gyms.get(gym)!} and manager_id is null`;
  }
  const firstGym = gyms.get(GYMS.sao_paulo.name)!;
  await tx`
    insert into memberships (user_id, gym_id) values (${idOf(APPLICANT.subject)}, ${firstGym})
    on conflict (user_id, gym_id) do nothing`;
  return {
    firstGym,
    people: Object.fromEntries(people.map(({ key }, index) => [key, {
      ...profiles[index]!,
      ...{ id: idOf(profiles[index]!.subject), gym: 'sao_paulo' },
    }])) as Record<PersonKey, Person>,
  };
}

/** @returns the ids of the gyms with these names, which are made where they are missing */
async function seedGyms(
  tx: postgres.TransactionSql,
  days: Days,
  names: string[],
): Promise<Map<string, string>> {
  const find = async () =>
    new Map((await tx<{ name: string; id: string }[]>`
      select name, id from gyms where name in ${tx(names)}`).map(({ name, id }) => [name, id]));
  const there = await find();
  const missing = names.filter((name) => !there.has(name)).map((name) => {
    const known = Object.values(GYMS).find((gym) => gym.name === name);
    const { timezone, address, since } = known ?? { ...NOWHERE, timezone: GYMS.sao_paulo.timezone };
    return { name, timezone, address, since, created_at: days.instant(SINCE) };
  });
  if (missing.length === 0) return there;
  await tx`insert into gyms ${tx(missing)}`;
  return await find();
}

const NOWHERE = { address: null, since: null };
