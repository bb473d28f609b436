import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { calendarDate, instant } from '../contract/fields.ts';
import { exported, type PersonalPart } from '../db/declare/personal-part.ts';
import { gradingEventsPersonal } from '../db/schema/belts/graduations/grading-events.ts';
import { graduations, graduationsPersonal } from '../db/schema/belts/graduations/graduations.ts';
import { titles, titlesPersonal } from '../db/schema/belts/graduations/titles.ts';

const gym = z.object({ id: z.guid(), name: z.string() });
const withGym = { with: { gym: { columns: { id: true, name: true } } } } as const;

const HeldGraduation = createSelectSchema(graduations, {
  id: z.guid(),
  awarded_on: calendarDate,
  registered_on: calendarDate,
  voids: z.guid().nullable(),
  created_at: instant,
}).pick({
  id: true,
  modality: true,
  belt: true,
  degree: true,
  awarded_on: true,
  registered_on: true,
  override_reason: true,
  voids: true,
  void_reason: true,
  created_at: true,
}).extend({ gym });

const HeldTitle = createSelectSchema(titles, { won_on: calendarDate, created_at: instant })
  .pick({ title: true, modality: true, belt: true, won_on: true, created_at: true })
  .extend({ gym });

/** What there is of a person's ranks; `private.erase_belts` removes it. */
export const beltsPersonal: PersonalPart = {
  personal: [graduationsPersonal, titlesPersonal, gradingEventsPersonal],
  exports: {
    graduations: exported('graduations', z.array(HeldGraduation), withGym),
    titles: exported('titles', z.array(HeldTitle), withGym),
  },
};
