import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate } from '../../contract/fields.ts';
import { namedPerson } from '../../contract/named-person.ts';
import { minuteOfDay } from '../../db/declare/bounds.ts';
import { AT_RISK_DAYS } from '../../db/schema/academy/attendance/at-risk-days.ts';
import { riskReasons } from '../../db/schema/academy/attendance/risk-reasons.ts';
import { weekday } from '../../db/schema/academy/schedule/classes.ts';
import { rangeOf, spans } from './range.ts';

/** As the database has it: `private.gym_overview`. */
const MAX_DAYS = 366;
/** How many people a list names, and how many days ahead birthdays are told: `private.overview_of`. */
const MOST = 50;
const BIRTHDAY_DAYS = 7;

export const OverviewQuery = z.object(rangeOf(`${MAX_DAYS} days in all`))
  .refine((range) => spans(range, MAX_DAYS), {
    error: `must be a range of 1 to ${MAX_DAYS} days`,
    path: ['to'],
  });
export type OverviewQuery = z.output<typeof OverviewQuery>;

const count = (description: string) => z.int().meta({ description });

/** Who came and who left, everybody once: the README says what each counts. */
export const MemberFigures = z.object({
  at_start: count('Members when the first day began'),
  joined: count('Who became a member for the first time'),
  returned: count('Who had left before and came back'),
  left: count('Who left and was away at the end, be it that they joined in the range'),
  churned: count('Of those who left, who was a member at the start'),
  churn_rate: z.number().nullable().meta({
    description: '`churned` to `at_start`; null where nobody was a member then',
  }),
  at_end: count(
    'Members when the last day ended, or now: those at the start, who joined and ' +
      'who returned, without who left',
  ),
  trained: count('Who was at a class, once or more'),
});

const WeekFigures = z.object({
  week: calendarDate.meta({ description: 'Its Monday; only its days of the range count' }),
  check_ins: count('How many times somebody was there'),
  trained: count('How many people that were'),
  held: count('Classes that took place'),
});

const ClassFigures = z.object({
  class_id: z.guid(),
  modality: z.string(),
  weekday: weekday.schema,
  starts_at: minuteOfDay.schema,
  attended: count('How many times somebody was there'),
  held: count('How often it took place'),
  rate: z.number().nullable().meta({
    description: 'How many were there on average; null where it never took place',
  }),
  last_on: calendarDate.nullable().meta({ description: 'When somebody was there last' }),
});

const AwayMember = z.object({
  ...namedPerson,
  reason: riskReasons.schema,
  since: calendarDate.meta({ description: 'When they joined, or came last' }),
  days_away: z.int(),
  missed: count('Classes that took place meanwhile, of a year at most'),
});

const DueMember = z.object({
  ...namedPerson,
  modality: z.string(),
  belt: z.string().meta({ description: 'The rank that they may have next' }),
  degree: z.int(),
  name: z.string(),
  due_on: calendarDate.nullable().meta({
    description: 'From when; null where they always could, and of a child, whose age it would tell',
  }),
});

const BirthdayAhead = z.object({
  ...namedPerson,
  birthday: calendarDate,
  turns: z.int().nullable().meta({ description: 'The age of an adult; null of a child' }),
});

const listOf = <T extends z.ZodType>(item: T) =>
  z.object({
    total: count('How many there are'),
    items: z.array(item).meta({ description: `The first ${MOST}` }),
  });

/** A gym at one look: between two dates, and as of today. */
export const Overview = z.object({
  gym_id: z.guid(),
  from: calendarDate,
  to: calendarDate,
  as_of: calendarDate.meta({
    description: "The gym's today, of which the lists of people are: they ask for no range",
  }),
  members: MemberFigures,
  weeks: z.array(WeekFigures).meta({ description: 'Every week of the range, in order' }),
  classes: z.array(ClassFigures).meta({ description: 'Which took place, by weekday and time' }),
  gradings_due: listOf(DueMember).meta({
    description: 'Who has a rank and may have the next by the rules in force, the longest first',
  }),
  at_risk: listOf(AwayMember).meta({
    description: `Students who have not come for ${AT_RISK_DAYS} days, the longest first`,
  }),
  birthdays: z.array(BirthdayAhead).meta({
    description: `Today's and those of ${BIRTHDAY_DAYS} days ahead, ${MOST} at most`,
  }),
  unread: count("The caller's notifications of this gym that they have not read"),
}).meta({ id: 'Overview', example: example() });
export type Overview = z.output<typeof Overview>;

function example() {
  const ana = {
    ...{ user_id: EXAMPLE.user_id, first_name: 'Ana', last_name: 'Souza' },
    image_url: 'https://img.example/ana.jpg',
  };
  return {
    gym_id: EXAMPLE.gym_id,
    ...{ from: '2026-03-02', to: '2026-03-15', as_of: '2026-03-16' },
    members: {
      ...{ at_start: 120, joined: 6, returned: 1, left: 4, churned: 3, churn_rate: 0.025 },
      ...{ at_end: 123, trained: 97 },
    },
    weeks: [
      { week: '2026-03-02', check_ins: 301, trained: 94, held: 24 },
      { week: '2026-03-09', check_ins: 288, trained: 91, held: 24 },
    ],
    classes: [{
      class_id: EXAMPLE.class_id,
      ...{ modality: 'Jiu-jitsu', weekday: 1, starts_at: '18:30' },
      ...{ attended: 24, held: 2, rate: 12, last_on: '2026-03-09' },
    }],
    gradings_due: {
      total: 1,
      items: [{
        ...ana,
        ...{ modality: 'Jiu-jitsu', belt: 'purple', degree: 0, name: 'Purple' },
        due_on: '2026-03-02',
      }],
    },
    at_risk: {
      total: 1,
      items: [{
        ...ana,
        ...{ reason: 'stopped_coming' as const, since: '2026-02-23', days_away: 21, missed: 72 },
      }],
    },
    birthdays: [{ ...ana, birthday: '2026-03-17', turns: 28 }],
    unread: 2,
  };
}
