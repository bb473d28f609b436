import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate, instant } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';
import { modality } from '../../db/schema/academy/schedule/classes.ts';
import { titleKinds } from '../../db/schema/belts/graduations/title-kinds.ts';
import { titles } from '../../db/schema/belts/graduations/titles.ts';
import { rankDate } from '../../db/schema/belts/systems/rank-date.ts';
import { belt } from '../../db/schema/belts/systems/ranks.ts';
import { GraduationsQuery } from '../graduations/contract.ts';

const won = {
  user_id: EXAMPLE.user_id,
  title: 'adult_world_champion',
  ...{ modality: 'Jiu-jitsu', belt: 'blue', won_on: '2026-06-06' },
};

export const Title = createSelectSchema(titles, {
  id: z.guid(),
  user_id: z.guid(),
  gym_id: z.guid().meta({ description: 'Whose staff vouch for it' }),
  belt: z.string().meta({ description: 'At which rank it was won' }),
  won_on: calendarDate,
  recorded_by: z.guid().nullable(),
  created_at: instant,
}).pick({
  id: true,
  user_id: true,
  gym_id: true,
  title: true,
  modality: true,
  belt: true,
  won_on: true,
  recorded_by: true,
  created_at: true,
}).meta({
  id: 'Title',
  description: 'What somebody won, and what it shortens: the time at a rank.',
  example: {
    id: EXAMPLE.title_id,
    gym_id: EXAMPLE.gym_id,
    ...won,
    recorded_by: EXAMPLE.manager_id,
    created_at: EXAMPLE.later,
  },
});
export type Title = z.output<typeof Title>;

export const TitleParams = z.object({ title_id: z.guid() });

export const RecordTitleInput = z.strictObject({
  user_id: z.guid().meta({ description: 'A member of the gym' }),
  title: titleKinds.schema,
  modality: modality.schema.meta({ description: 'The art, as its rank system names it' }),
  belt: belt.schema.meta({ description: 'At which rank it was won' }),
  won_on: rankDate.schema,
}).meta({ id: 'RecordTitleInput', example: won });
export type RecordTitleInput = z.output<typeof RecordTitleInput>;

export const TitlesQuery = PageQuery.extend({ user_id: GraduationsQuery.shape.user_id });
