import type postgres from 'postgres';
import { people, type Person } from './actors.ts';
import { heldClasses } from './check-ins.ts';
import { idOf } from './ids.ts';

type Columns = Record<string, string | number | null>;

/**
 * Weekly classes: the row's name, its gym, and how it differs from an hour in the evening. `formers` is
 * of a teacher who left, `ghosts` of one whose account is gone; `gone` is deleted. `overture` has ended,
 * and `mat` goes on from it: they are one series.
 */
const weekly: [name: string, gym: string, teacher: Person | null, columns: Columns][] = [
  ['overture', 'north', null, { weekday: 1, starts_on: '2019-01-07', ends_on: '2019-06-24' }],
  ['mat', 'north', 'instructor', {
    ...{ weekday: 1, description: 'On the mat', series_id: idOf('classes.overture') },
  }],
  ['managed', 'north', 'manager', { weekday: 2 }],
  ['open', 'north', null, { weekday: 3, ends_on: '2020-12-31' }],
  ['formers', 'north', 'former', { weekday: 4 }],
  ['ghosts', 'north', 'deleted', { weekday: 5 }],
  ['gone', 'north', 'instructor', { weekday: 7, deleted_at: '2020-01-01' }],
  ['southern', 'south', 'otherManager', { weekday: 1, starts_at: '23:30', ends_at: '00:30' }],
];

const northern = weekly.filter(([, gym]) => gym === 'north').map(([name]) => name);
export const classes = [...weekly.map(([name]) => name), ...heldClasses];

/** What differs on dates of 2020: the row's name, its class or gym, who made it, and what it is. */
const changes: [name: string, of: string, by: Person, columns: Columns][] = [
  ['cancelled', 'mat', 'instructor', { class_date: '2020-02-03', reason: 'Ill' }],
  ['decided', 'mat', 'manager', { class_date: '2020-02-10' }],
  ['handedOver', 'managed', 'instructor', { class_date: '2020-02-04' }],
  ['moved', 'managed', 'manager', { class_date: '2020-02-11', kind: 'moved', starts_at: '20:00' }],
  ['left', 'formers', 'former', { class_date: '2020-02-06' }],
  ['closed', 'north', 'manager', { starts_on: '2020-03-02', ends_on: '2020-03-08' }],
  ['southern', 'southern', 'otherManager', { class_date: '2020-02-03' }],
];
export const classChanges = [...changes.map(([name]) => name), 'stoodIn'];

/** Everyone has a link, named after them; the gyms have one, and the student one that was revoked. */
export const calendarLinks = [...people, 'north', 'south', 'spent'];
export const secretOfLink = (name: string) => `secret of ${name}`;

export const scheduleSets = {
  'north-classes': [...northern, ...heldClasses],
  'north-classes-held': northern.filter((name) => name !== 'gone' && name !== 'overture'),
  'links-kept': calendarLinks.filter((name) => name !== 'fellow'),
  changes: classChanges,
  'north-changes': classChanges.filter((name) => name !== 'southern'),
};

export async function populateSchedule(tx: postgres.TransactionSql, past: string): Promise<void> {
  const times = { created_at: past, updated_at: past };
  for (const [name, gym, teacher, columns] of weekly) {
    await tx`insert into classes ${
      tx({
        ...{ id: idOf(`classes.${name}`), gym_id: idOf(`gyms.${gym}`), ...times },
        ...{
          instructor_id: teacher && idOf(`users.${teacher}`),
          created_by: idOf(`users.${teacher ? 'manager' : 'deputy'}`),
        },
        ...{ starts_at: '18:00', ends_at: '19:00', starts_on: '2020-01-01', modality: name },
        ...columns,
      })
    }`;
  }
  const insert = (name: string, of: string, by: Person, columns: Columns) => {
    const held = weekly.find(([name]) => name === of);
    return tx`insert into class_changes ${
      tx({
        ...{ id: idOf(`class_changes.${name}`), gym_id: idOf(`gyms.${held?.[1] ?? of}`), ...times },
        ...{ class_id: held ? idOf(`classes.${of}`) : null, created_by: idOf(`users.${by}`) },
        ...{ kind: 'cancelled', ...columns },
      })
    }`;
  };
  await insert('stoodIn', 'mat', 'manager', {
    ...{ class_date: '2020-02-17', kind: 'substitute', instructor_id: idOf('users.deputy') },
  });
  for (const change of changes) await insert(...change);

  for (const name of calendarLinks) {
    const owner = name === 'spent' ? 'student' : name;
    const isGym = name === 'north' || name === 'south';
    await tx`insert into calendar_links
      (id, user_id, gym_id, token_hash, revoked_at, created_at, updated_at)
      values (
        ${idOf(`calendar_links.${name}`)}, ${isGym ? null : idOf(`users.${owner}`)},
        ${isGym ? idOf(`gyms.${name}`) : null},
        encode(sha256(convert_to(${secretOfLink(name)}, 'UTF8')), 'hex'),
        ${name === 'spent' ? past : null}, ${past}, ${past}
      )`;
  }
}
