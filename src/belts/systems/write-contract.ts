import { z } from 'zod';
import { modality } from '../../db/schema/academy/schedule/classes.ts';
import { titleKinds } from '../../db/schema/belts/graduations/title-kinds.ts';
import { rankDate } from '../../db/schema/belts/systems/rank-date.ts';
import {
  ageInYears,
  alternative,
  article,
  countedSince,
  requirements,
  RULE_BELTS,
  threshold,
} from '../../db/schema/belts/systems/rank-rules.ts';
import {
  CLASS_MODALITIES,
  source,
  systemName,
  systemVersion,
} from '../../db/schema/belts/systems/rank-systems.ts';
import { belt, degree, rankGroups, rankName } from '../../db/schema/belts/systems/ranks.ts';

/** What every rule says, whatever it asks for. */
const told = {
  degree: degree.schema.optional().meta({
    description: 'The first degree of the rank unless told',
  }),
  requirement: requirements.schema,
  alternative: alternative.schema.default(1),
  article: article.schema.nullable().default(null),
};
const belts = z.array(belt.schema).min(1).max(RULE_BELTS);

/** What a rule of a rank asks for; each condition has fields of its own. */
export const WriteRule = z.discriminatedUnion('condition', [
  z.strictObject({
    condition: z.literal('from_rank'),
    ...told,
    belts,
    belts_degree: degree.schema.optional(),
  }),
  z.strictObject({
    condition: z.enum(['age', 'age_in_year', 'oldest_in_year']),
    ...told,
    threshold: threshold.schema.meta({ description: 'Years' }),
  }),
  z.strictObject({
    condition: z.enum(['time', 'classes']),
    ...told,
    threshold: threshold.schema.meta({ description: 'Months, or classes' }),
    since: countedSince.schema.default('belt'),
  }),
  z.strictObject({
    condition: z.literal('stripes'),
    ...told,
    threshold: degree.schema,
  }),
  z.strictObject({
    condition: z.literal('held_rank'),
    ...told,
    belts,
    registered_from_age: ageInYears.schema.optional(),
    registered_until_age: ageInYears.schema.optional(),
  }),
  z.strictObject({
    condition: z.literal('title'),
    ...told,
    belts,
    title: titleKinds.schema,
  }),
  z.strictObject({ condition: z.literal('honorary'), ...told }),
]);

const WriteRank = z.strictObject({
  belt: belt.schema,
  name: rankName.schema,
  group: rankGroups.schema.default('adult'),
  first_degree: degree.schema.default(0),
  degrees: degree.schema.default(0).meta({ description: 'The highest degree of it' }),
  rules: z.array(WriteRule).max(30).default([]),
}).refine(({ first_degree, degrees }) => first_degree <= degrees, {
  error: 'must not be below first_degree',
  path: ['degrees'],
});

/** A gym's own rules of an art, whole. A rank without a rule `from` follows the one before it. */
export const WriteRankSystem = z.strictObject({
  modality: modality.schema,
  name: systemName.schema,
  version: systemVersion.schema,
  valid_from: rankDate.schema,
  source: source.schema.nullable().default(null),
  class_modalities: z.array(modality.schema).min(1).max(CLASS_MODALITIES).nullable().default(null),
  ranks: z.array(WriteRank).min(1).max(32).refine(
    (ranks) => new Set(ranks.map(({ belt }) => belt)).size === ranks.length,
    { error: 'must be different ranks' },
  ),
}).meta({
  id: 'WriteRankSystem',
  example: {
    ...{ modality: 'Judô', name: 'Tatame Dojo', version: '2026', valid_from: '2026-03-01' },
    class_modalities: ['Judô'],
    ranks: [
      { belt: 'white', name: 'Branca' },
      {
        ...{ belt: 'blue', name: 'Azul' },
        rules: [{ requirement: 'classes', condition: 'classes', threshold: 40, article: '2' }],
      },
    ],
  },
});
export type WriteRankSystem = z.output<typeof WriteRankSystem>;
