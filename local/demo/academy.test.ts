import { describe, expect, it } from 'vitest';
import { people as demoPeople, type PersonKey } from '../stack/people.ts';
import { makeAcademy } from './academy.ts';
import { daysFrom } from './days.ts';
import { idOf } from './chance.ts';
import type { Person } from './members.ts';

const people = Object.fromEntries(demoPeople.map(({ key, firstName, lastName, email }) => [key, {
  ...{ id: idOf(key), gym: 'sao_paulo', first_name: firstName, last_name: lastName, email },
  ...{ gender: 'female', birth_date: '1990-05-01', phone: '+5500000010', subject: key },
}])) as Record<PersonKey, Person>;

const academyOn = (day: string) =>
  makeAcademy(daysFrom(new Date(`${day}T15:30:00Z`)), people, idOf('first gym'));

describe('the academy of the demo', () => {
  const { cast, rows } = academyOn('2026-11-21');

  it('has, with those who can sign in, 120 members, a third of them children', () => {
    const trained = demoPeople.filter(({ role, gym }) =>
      role !== 'GUARDIAN' && /^Tatame/.test(gym)
    );
    expect(cast.members.length + trained.length).toBe(120);
    const children = cast.members.filter(({ birth_date }) => birth_date > '2008-11-21');
    expect(children).toHaveLength(40);
    const guarded = new Set(rows.guardianships.map(({ dependent_id }) => dependent_id));
    expect(children.filter(({ id }) => !guarded.has(id))).toEqual([]);
  });

  it('is the same in every run, and every day', () => {
    expect(academyOn('2026-11-21')).toEqual({ cast, rows });
    const names = (day: string) =>
      academyOn(day).rows.users.map(({ id, first_name, last_name }) => [id, first_name, last_name]);
    expect(names('2028-02-29')).toEqual(names('2026-11-21'));
  });

  it('gives nobody an id, an address or a name twice', () => {
    const tables: Record<string, { id?: string | undefined }[]> = { ...rows };
    for (const table of Object.values(tables)) {
      expect(new Set(table.map(({ id }) => id)).size).toBe(table.length);
    }
    for (const column of ['email', 'phone', 'subject'] as const) {
      const values = rows.users.flatMap((user) => user[column] ?? []);
      const own = column === 'phone' ? values.filter((phone) => phone !== '+5500000010') : values;
      expect(new Set(own).size).toBe(own.length);
    }
  });

  it.each(['2028-02-29', '2027-03-01', '2026-12-31'])('has birthdays on %s', (day) => {
    const born = academyOn(day).cast.members.map(({ birth_date }) => birth_date);
    expect(born.some((date) => date.endsWith(day.slice(4)))).toBe(true);
    expect(born.some((date) => date.endsWith('-02-29'))).toBe(true);
    expect(born.filter((date) => Number.isNaN(Date.parse(date)))).toEqual([]);
  });
});
