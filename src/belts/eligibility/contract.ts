import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate } from '../../contract/fields.ts';
import { namedPerson } from '../../contract/named-person.ts';
import { PageQuery } from '../../contract/page.ts';
import { modality } from '../../db/schema/academy/schedule/classes.ts';
import { rankDate } from '../../db/schema/belts/systems/rank-date.ts';
import { belt, degree, rankGroups } from '../../db/schema/belts/systems/ranks.ts';
import { requirements } from '../../db/schema/belts/systems/rank-rules.ts';
import { ruleConditions } from '../../db/schema/belts/systems/rule-conditions.ts';

const art = modality.schema.meta({ description: 'The art, as its rank system names it' });
const on = rankDate.schema.meta({
  description:
    "As of which day, by the rules and the history of that day; the gym's today unless told",
});

export const EligibilityQuery = z.object({
  modality: art,
  belt: belt.schema.optional().meta({
    description: 'For which rank; each possible next unless told',
  }),
  degree: z.coerce.number('must be a number').pipe(degree.schema).optional().meta({
    description: 'Which degree of it; the first unless told',
  }),
  on: on.optional(),
}).refine(({ belt, degree }) => degree === undefined || belt !== undefined, {
  error: 'must be a degree of a belt',
  path: ['degree'],
});
export type EligibilityQuery = z.output<typeof EligibilityQuery>;

export const DueQuery = PageQuery.extend({ modality: art, on: on.optional() });
export type DueQuery = z.output<typeof DueQuery>;

/** Which version of which rules an answer goes by. */
export const SystemInForce = z.object({
  id: z.guid(),
  name: z.string(),
  version: z.string(),
  valid_from: calendarDate,
});

/** The rank that somebody has; who was never promoted has the first one, awarded on no day. */
export const HeldRank = z.object({
  belt: z.string(),
  degree: z.int(),
  name: z.string(),
  awarded_on: calendarDate.nullable(),
  since: calendarDate.nullable().meta({
    description: 'From when time at it counts: its registration, whatever stripes came later; of ' +
      'the first rank the day they joined the gym',
  }),
});

/** One condition of a rank, and how it stands with somebody. */
export const AssessedCondition = z.object({
  requirement: z.enum([...requirements.values, 'order']).meta({
    description: 'What it is part of: of several ways to meet one, the soonest is told. `order`: ' +
      'it is not above the rank now',
  }),
  code: z.enum([...ruleConditions.values, 'birth_date']).meta({
    description: '`birth_date`: an age is asked for, and no birth date is known',
  }),
  article: z.string().nullable().meta({ description: 'Null for the order of the ranks itself' }),
  belts: z.array(z.string()).nullable().meta({ description: 'The ranks that it is about' }),
  title: z.string().nullable(),
  value: z.int().nullable().meta({ description: 'Years, months, classes or stripes so far' }),
  threshold: z.int().nullable(),
  holds: z.boolean(),
  earliest: calendarDate.nullable().meta({
    description: 'From when it holds; null where it always did, and where nobody can tell',
  }),
});
export type AssessedCondition = z.output<typeof AssessedCondition>;

/** How somebody stands to a rank. */
export const AssessedRank = z.object({
  belt: z.string(),
  degree: z.int(),
  name: z.string(),
  group: rankGroups.schema,
  eligible: z.boolean(),
  earliest: calendarDate.nullable().meta({
    description:
      'From when all conditions hold; null where they always did, and where nobody can ' +
      'tell, as of a title that is not won',
  }),
  conditions: z.array(AssessedCondition),
});
export type AssessedRank = z.output<typeof AssessedRank>;

const purple = {
  ...{ belt: 'purple', degree: 0, name: 'Purple', eligible: false, earliest: '2028-03-02' },
};
const rank = {
  ...{ belt: 'blue', degree: 1, name: 'Blue' },
  ...{ awarded_on: '2026-09-14', since: '2026-03-02' },
};

/** What somebody is, what they may become, and what is missing for it. */
export const Eligibility = z.object({
  user_id: z.guid(),
  gym_id: z.guid(),
  modality: z.string(),
  on: calendarDate,
  system: SystemInForce,
  rank: HeldRank,
  next: z.array(AssessedRank),
}).meta({
  id: 'Eligibility',
  example: {
    user_id: EXAMPLE.user_id,
    gym_id: EXAMPLE.gym_id,
    ...{ modality: 'Jiu-jitsu', on: '2026-11-22' },
    system: { id: EXAMPLE.rank_system_id, name: 'IBJJF', version: '3.3', valid_from: '2026-06-01' },
    rank,
    next: [{
      ...purple,
      group: 'adult',
      conditions: [{
        ...{ requirement: 'time', code: 'time', article: '3.1.3 II a', belts: null, title: null },
        ...{ value: 8, threshold: 24, holds: false, earliest: '2028-03-02' },
      }],
    }],
  },
});
export type Eligibility = z.output<typeof Eligibility>;

/** A member of a gym, and the next rank that they can have soonest. */
export const MemberDue = z.object({
  ...namedPerson,
  rank: HeldRank,
  next: AssessedRank.omit({ conditions: true }),
}).meta({
  id: 'MemberDue',
  example: {
    ...{ user_id: EXAMPLE.user_id, first_name: 'Ana', last_name: 'Souza' },
    image_url: 'https://img.example/ana.jpg',
    rank,
    next: { ...purple, group: 'adult' },
  },
});
export type MemberDue = z.output<typeof MemberDue>;
