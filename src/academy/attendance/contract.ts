import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate } from '../../contract/fields.ts';
import { namedPerson } from '../../contract/named-person.ts';
import { PageQuery } from '../../contract/page.ts';
import { integerFrom, minuteOfDay } from '../../db/declare/bounds.ts';
import { AT_RISK_DAYS } from '../../db/schema/academy/attendance/at-risk-days.ts';
import { riskReasons } from '../../db/schema/academy/attendance/risk-reasons.ts';
import { scheduleDate, weekday } from '../../db/schema/academy/schedule/classes.ts';
import { daysOf } from '../schedule/contract.ts';

/** As the database has it: `private.gym_attendance` and its like. */
const MAX_ATTENDANCE_DAYS = 366;

const range = {
  from: scheduleDate.schema,
  to: scheduleDate.schema.meta({ description: `At most ${MAX_ATTENDANCE_DAYS} days in all` }),
};
type Range = { from: string; to: string };
const inOrder = ({ from, to }: Range) => from <= to && daysOf(from, to) <= MAX_ATTENDANCE_DAYS;
const outOfOrder = {
  error: `must be a range of 1 to ${MAX_ATTENDANCE_DAYS} days`,
  path: ['to'],
};

/** Between which dates, both included. */
export const AttendanceQuery = z.object(range).refine(inOrder, outOfOrder);
export type AttendanceQuery = z.output<typeof AttendanceQuery>;

export const AttendancePageQuery = PageQuery.extend(range).refine(inOrder, outOfOrder);

/** How often somebody was there, of how often they could have been. */
const counted = {
  attended: z.int().meta({ description: 'Check-ins' }),
  held: z.int().meta({
    description: 'Occurrences that took place; cancelled ones and closures are none',
  }),
  last_on: calendarDate.nullable().meta({ description: 'The last presence of the range' }),
};

const rate = z.number().nullable().meta({
  description: '`attended` to `held`; null where nothing took place',
});

const streak_weeks = z.int().meta({
  description:
    'Weeks in a row with a presence, up to the last date. Weeks without any class break no streak, ' +
    'nor does the running one while it lasts',
});

const ana = {
  user_id: EXAMPLE.user_id,
  first_name: 'Ana',
  last_name: 'Souza',
  image_url: 'https://img.example/ana.jpg',
};

/** How regularly a member came, all classes of the gym taken together. */
export const MemberAttendance = z.object({ ...namedPerson, ...counted, rate, streak_weeks }).meta({
  id: 'MemberAttendance',
  example: {
    ...ana,
    ...{ attended: 9, held: 36, last_on: '2026-03-30', rate: 0.25, streak_weeks: 5 },
  },
});
export type MemberAttendance = z.output<typeof MemberAttendance>;

/** How well a class was attended, by all or by one; a class that was split counts as one. */
export const ClassAttendance = z.object({
  class_id: z.guid(),
  modality: z.string(),
  weekday: weekday.schema,
  starts_at: minuteOfDay.schema,
  ...counted,
  rate: rate.meta({
    description: '`attended` to `held`: of a gym how many were there on average, of one person ' +
      'the share at which they were; null where nothing took place',
  }),
}).meta({
  id: 'ClassAttendance',
  example: {
    class_id: EXAMPLE.class_id,
    ...{ modality: 'Jiu-jitsu', weekday: 1, starts_at: '18:30' },
    ...{ attended: 108, held: 9, last_on: '2026-03-30', rate: 12 },
  },
});
export type ClassAttendance = z.output<typeof ClassAttendance>;

/** How regularly one person came, in all and by class. */
export const PersonAttendance = z.object({
  since: calendarDate.meta({ description: 'Since when it counts: they joined, or came first' }),
  ...counted,
  rate,
  streak_weeks,
  classes: z.array(ClassAttendance),
}).meta({
  id: 'PersonAttendance',
  example: {
    since: '2026-03-02',
    ...{ attended: 9, held: 36, last_on: '2026-03-30', rate: 0.25, streak_weeks: 5 },
    classes: [{
      class_id: EXAMPLE.class_id,
      ...{ modality: 'Jiu-jitsu', weekday: 1, starts_at: '18:30' },
      ...{ attended: 9, held: 9, last_on: '2026-03-30', rate: 1 },
    }],
  },
});
export type PersonAttendance = z.output<typeof PersonAttendance>;

const absentDays = integerFrom(1, 365);

export const AtRiskQuery = PageQuery.extend({
  days: z.coerce.number('must be a number').pipe(absentDays.schema).default(AT_RISK_DAYS).meta({
    description: 'For how many days they have not come',
  }),
});

export const MemberAtRisk = z.object({
  ...namedPerson,
  reason: riskReasons.schema,
  since: calendarDate.meta({ description: 'When they joined, or came last' }),
  days_away: z.int(),
  missed: z.int().meta({
    description: 'Occurrences that took place meanwhile, of a year at most; never none',
  }),
}).meta({
  id: 'MemberAtRisk',
  example: {
    ...ana,
    ...{ reason: 'stopped_coming', since: '2026-03-02', days_away: 21, missed: 24 },
  },
});
export type MemberAtRisk = z.output<typeof MemberAtRisk>;
