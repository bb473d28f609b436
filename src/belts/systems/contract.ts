import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate, instant } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';
import { modality } from '../../db/schema/academy/schedule/classes.ts';
import { rankDate } from '../../db/schema/belts/systems/rank-date.ts';
import { rankRules } from '../../db/schema/belts/systems/rank-rules.ts';
import { rankSystems } from '../../db/schema/belts/systems/rank-systems.ts';
import { ranks } from '../../db/schema/belts/systems/ranks.ts';

export const RankSystemParams = z.object({ rank_system_id: z.guid() });

export const RankSystemsQuery = PageQuery.extend({
  modality: modality.schema.optional(),
  on: rankDate.schema.optional().meta({
    description:
      'Only those that are in force in the gym on that day, one of an art; all unless told',
  }),
});
export type RankSystemsQuery = z.output<typeof RankSystemsQuery>;

const judo = {
  id: EXAMPLE.rank_system_id,
  gym_id: EXAMPLE.gym_id,
  ...{ modality: 'Judô', name: 'Tatame Dojo', version: '2026', valid_from: '2026-03-01' },
  ...{ source: null, class_modalities: ['Judô'], created_at: EXAMPLE.asked },
};

/** A version of how ranks of an art are earned, from a day on. */
export const RankSystem = createSelectSchema(rankSystems, {
  id: z.guid(),
  gym_id: z.guid().nullable().meta({
    description: 'Null: for all gyms that have none of their own',
  }),
  valid_from: calendarDate,
  class_modalities: z.array(z.string()).nullable().meta({
    description: 'Classes of which modalities count as training; null: every class of the gym',
  }),
  created_at: instant,
}).meta({ id: 'RankSystem', example: judo });
export type RankSystem = z.output<typeof RankSystem>;

const Rank = createSelectSchema(ranks, {
  position: z.int(),
  first_degree: z.int(),
  degrees: z.int(),
}).omit({ system_id: true });

const Rule = createSelectSchema(rankRules, {
  position: z.int(),
  degree: z.int(),
  alternative: z.int(),
  threshold: z.int().nullable(),
  belts: z.array(z.string()).nullable(),
  belts_degree: z.int().nullable(),
  registered_from_age: z.int().nullable(),
  registered_until_age: z.int().nullable(),
}).omit({ system_id: true });

/** A version whole: its ranks from the first, and every rule with its article. */
export const WholeRankSystem = RankSystem.extend({
  ranks: z.array(Rank),
  rules: z.array(Rule).meta({
    description: 'Every requirement of a rank must be met; one is met by any alternative, and an ' +
      'alternative by all of its rules',
  }),
}).meta({
  id: 'WholeRankSystem',
  example: {
    ...judo,
    ranks: [
      {
        ...{ belt: 'white', position: 0, name: 'Branca' },
        ...{ group: 'adult', first_degree: 0, degrees: 0 },
      },
      {
        ...{ belt: 'blue', position: 1, name: 'Azul' },
        ...{ group: 'adult', first_degree: 0, degrees: 0 },
      },
    ],
    rules: [{
      ...{ position: 0, belt: 'blue', degree: 0, requirement: 'classes', alternative: 1 },
      ...{ condition: 'classes', threshold: 40, article: '2', belts: null, belts_degree: null },
      ...{ title: null, since: 'belt', registered_from_age: null, registered_until_age: null },
    }],
  },
});
export type WholeRankSystem = z.output<typeof WholeRankSystem>;
