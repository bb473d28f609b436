import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate } from '../../contract/fields.ts';
import { namedPerson } from '../../contract/named-person.ts';
import { PageQuery } from '../../contract/page.ts';
import { integerFrom } from '../../db/declare/bounds.ts';

const daysAhead = integerFrom(0, 366);

export const BirthdaysQuery = PageQuery.extend({
  days: z.coerce.number('must be a number').pipe(daysAhead.schema).default(30).meta({
    description: "How many days ahead, after today by the gym's clock; 0 for today's alone",
  }),
});

/** A birthday to come. Of a child the day alone: with the age it would be the birth date. */
export const Birthday = z.object({
  ...namedPerson,
  birthday: calendarDate.meta({ description: '28 February for the 29th where there is none' }),
  turns: z.int().nullable().meta({
    description: 'The age of an adult on that day; null of a child',
  }),
}).meta({
  id: 'Birthday',
  example: {
    user_id: EXAMPLE.user_id,
    first_name: 'Ana',
    last_name: 'Souza',
    image_url: 'https://img.example/ana.jpg',
    birthday: '2026-04-17',
    turns: 28,
  },
});
export type Birthday = z.output<typeof Birthday>;
