import type { Subject } from '../../proof/cells.ts';
import { closed } from '../closed.ts';

const YEAR = `'2020-01-01', '2020-12-31'`;

/** How many members a gym had at the end of 2020, and at how many classes it saw them. */
const figures = (gym: string) =>
  `select concat_ws('/', told -> 'members' ->> 'at_end', told ->> 'trained')
    from private.gym_overview(:gyms.${gym}, ${YEAR}, 14) told where told is not null`;

const gymOverview: Subject = {
  name: 'private.gym_overview(uuid,date,date,integer)',
  returns: 'jsonb',
  probes: {
    north: figures('north'),
    south: figures('south'),
    west: figures('west'),
    'how far': `select jsonb_array_length(told -> 'weeks')::text
      from private.gym_overview(:gyms.south, '2020-01-01', '2025-12-31', 14) told`,
  },
  access: [`
| actor            | north | south | west  | how far |
| anonymous system | 42501 | 42501 | 42501 | 42501   |
| manager deputy   | 8/9   | -     | -     | null    |
| otherManager     | -     | 4/3   | -     | 53      |
| everyone else    | -     | -     | -     | null    |`],
};

const points = (gym: string, asked = `'members', 'month', ${YEAR}`) =>
  `select jsonb_array_length(told)::text from private.gym_series(:gyms.${gym}, ${asked}) told
    where told is not null`;

const gymSeries: Subject = {
  name: 'private.gym_series(uuid,text,text,date,date)',
  returns: 'jsonb',
  probes: {
    north: points('north'),
    south: points('south'),
    'by the second': points('south', `'members', 'second', ${YEAR}`),
    'weeks of a decade': points('south', `'held', 'week', '2010-01-01', '2020-12-31'`),
    'months of a decade': points('south', `'held', 'month', '2010-01-01', '2020-12-31'`),
  },
  access: [`
| actor            | north | south | by the second | weeks of a decade | months of a decade |
| anonymous system | 42501 | 42501 | 42501         | 42501             | 42501              |
| manager deputy   | 12    | -     | -             | -                 | -                  |
| otherManager     | -     | 12    | -             | 53                | 61                 |
| everyone else    | -     | -     | -             | -                 | -                  |`],
};

const instant = 'timestamp with time zone';
/** Functions for those two: they ask nobody who they are, and no API role may call them. */
const closedSteps = closed([
  [
    `overview_of(uuid,uuid,date,date,integer,${instant})`,
    'jsonb',
    `overview_of(:gyms.north, :me, ${YEAR}, 14, now())`,
  ],
  [
    `series_of(uuid,text,text,date,date,${instant})`,
    'TABLE(since date, value integer)',
    `series_of(:gyms.north, 'members', 'month', ${YEAR}, now())`,
  ],
  [
    `membership_moves(uuid,${instant},${instant})`,
    'TABLE(at_start integer, joined integer, returned integer, "left" integer, churned integer, ' +
    'at_end integer)',
    'membership_moves(:gyms.north, now(), now())',
  ],
  [
    `attendance_by_week(uuid,date,date,${instant})`,
    'TABLE(week date, check_ins integer, trained integer, held integer)',
    `attendance_by_week(:gyms.north, ${YEAR}, now())`,
  ],
  [
    'training_by(uuid,text,date,date)',
    'TABLE(since date, check_ins integer, trained integer)',
    `training_by(:gyms.north, 'week', ${YEAR})`,
  ],
  [
    `away_members(uuid,integer,${instant})`,
    'TABLE(user_id uuid, reason text, since date, days_away integer, missed integer)',
    'away_members(:gyms.north, 14, now())',
  ],
  [
    'gradings_due(uuid,date)',
    'TABLE(user_id uuid, modality text, belt text, degree integer, name text, due_on date)',
    `gradings_due(:gyms.north, '2020-12-31')`,
  ],
  ['begin_period()', 'trigger', 'begin_period()'],
  ['follow_period()', 'trigger', 'follow_period()'],
]);

export const overview = [gymOverview, gymSeries, ...closedSteps];
