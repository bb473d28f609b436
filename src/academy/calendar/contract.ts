import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { calendarLinks } from '../../db/schema/academy/schedule/calendar-links.ts';

const example = {
  id: EXAMPLE.link_id,
  user_id: EXAMPLE.user_id,
  gym_id: null,
  revoked_at: null,
  created_at: EXAMPLE.asked,
};

export const CalendarLink = createSelectSchema(calendarLinks, {
  id: z.guid(),
  user_id: z.guid().nullable(),
  gym_id: z.guid().nullable(),
  revoked_at: instant.nullable(),
  ...timestamps,
}).pick({
  id: true,
  user_id: true,
  gym_id: true,
  revoked_at: true,
  created_at: true,
}).meta({ id: 'CalendarLink', example });
export type CalendarLink = z.output<typeof CalendarLink>;

export const NewCalendarLink = CalendarLink.extend({
  url: z.url().meta({ description: 'What a calendar program subscribes to; told this once' }),
}).meta({
  id: 'NewCalendarLink',
  example: {
    ...example,
    url: 'https://kaizen.example/functions/v1/calendar/x1Vd0pQm7oW2rT9uKf3ZsB6nLh8cYeJ4aGiXqRtUvWk',
  },
});
export type NewCalendarLink = z.output<typeof NewCalendarLink>;

export const CreateLinkInput = z.strictObject({
  gym_id: z.guid().nullable().default(null).meta({
    description: "The schedule of this gym, for its managers; null: the caller's own gyms",
  }),
}).meta({ id: 'CreateLinkInput', example: { gym_id: EXAMPLE.gym_id } });
export type CreateLinkInput = z.output<typeof CreateLinkInput>;

export const LinkParams = z.object({ link_id: z.guid() });

/** The secret of a link; whatever it looks like, one that opens nothing is not found. */
export const FeedParams = z.object({ secret: z.string().max(100) });

const wall = z.iso.datetime({ local: true });
const moment = z.coerce.date();

const Day = z.object({
  class_date: z.iso.date(),
  /** When the class would start by its rule. */
  slot: wall,
  /** Programs may read this time otherwise than we do. */
  odd: z.boolean(),
  status: z.enum(['scheduled', 'moved', 'cancelled']),
  wall_start: wall,
  starts_at: moment,
  ends_at: moment,
  instructor: z.string().nullable(),
  reason: z.string().nullable(),
});
export type FeedDay = z.output<typeof Day>;

const FeedClass = z.object({
  id: z.guid(),
  modality: z.string(),
  description: z.string().nullable(),
  instructor: z.string().nullable(),
  gym: z.string(),
  address: z.string().nullable(),
  timezone: z.string(),
  /** By the wall; null when no date is plain. */
  first: wall.nullable(),
  last: moment.nullable(),
  seconds: z.int(),
  days: z.array(Day),
  changed_at: moment,
});
export type FeedClass = z.output<typeof FeedClass>;

const FeedZone = z.object({
  name: z.string(),
  /** Seconds east of UTC when the feed begins. */
  offset: z.int(),
  changes: z.array(z.object({ at: moment, was: z.int(), becomes: z.int() })),
});
export type FeedZone = z.output<typeof FeedZone>;

/** What `private.calendar_feed` tells. */
export const Feed = z.object({ classes: z.array(FeedClass), zones: z.array(FeedZone) });
export type Feed = z.output<typeof Feed>;
