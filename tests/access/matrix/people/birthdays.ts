import type { Subject } from '../../proof/cells.ts';

export const birthday = 'TABLE(user_id uuid, first_name text, last_name text, image_url text, ' +
  'birthday date, turns integer)';

const year = (gym: string, more = '') =>
  `select distinct user_id from private.gym_birthdays(:gyms.${gym}, 366, null, null, 101) ${more}`;

/** Birthdays of a year: everybody's with a birth date, once at least. */
export const gymBirthdays: Subject = {
  name: 'private.gym_birthdays(uuid,integer,date,uuid,integer)',
  returns: birthday,
  probes: {
    north: year('north'),
    south: year('south'),
    'without an age': year('north', 'where turns is null'),
  },
  access: [`
| actor             | north               | south      | without an age |
| anonymous system  | 42501               | 42501      | 42501          |
| instructor deputy | child grown student | -          | child          |
| manager           | child grown student | otherChild | child          |
| otherManager      | -                   | otherChild | -              |
| everyone else     | -                   | -          | -              |`],
};
