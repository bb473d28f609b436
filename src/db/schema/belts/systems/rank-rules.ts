import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { integerFrom, number, textOf } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { titleKinds } from '../graduations/title-kinds.ts';
import { belt, degree, ranks } from './ranks.ts';
import { ofReadableSystem } from './readable-system.ts';
import { ruleConditions } from './rule-conditions.ts';

/** How many ranks one rule may name. */
export const RULE_BELTS = 40;
export const rulePosition = integerFrom(0, 999);
/** What a rank can require: to come `from` another, an age, time, training, … */
export const requirements = choices('from', 'age', 'oldest', 'time', 'classes', 'stripes', 'title');
export const alternative = integerFrom(1, 20);
/** Years, months, classes or stripes. */
export const threshold = integerFrom(0, 2000);
export const article = textOf(60);
export const ageInYears = integerFrom(0, 120);
/** Since when time and classes count: the belt, whatever its stripes, or the very degree. */
export const countedSince = choices('belt', 'rank');

/**
 * One condition of a rank: data with its article, not code. Every `requirement` of a rank must be met;
 * one is met by any `alternative`, and an alternative by all of its rows. Of the columns after
 * `threshold` each condition has its own.
 */
export const rankRules = pgTable('rank_rules', {
  system_id: uuid().notNull(),
  position: integer().notNull(),
  /** The rank that is asked for. */
  belt: text().notNull(),
  degree: integer().notNull(),
  requirement: requirements.column().notNull(),
  alternative: integer().notNull().default(1),
  condition: ruleConditions.column().notNull(),
  threshold: integer(),
  /** Null for the order of the ranks itself. */
  article: text(),
  belts: text().array(),
  /** The degree of `belts` that is meant; null: any. */
  belts_degree: integer(),
  title: titleKinds.column(),
  since: countedSince.column(),
  /** How old, by the year, somebody was when `belts` were registered. */
  registered_from_age: integer(),
  registered_until_age: integer(),
}, (t) => [
  primaryKey({ columns: [t.system_id, t.position] }),
  foreignKey({
    name: 'rank_rules_system_id_belt_fkey',
    columns: [t.system_id, t.belt],
    foreignColumns: [ranks.system_id, ranks.belt],
  }).onDelete('cascade'),
  index('rank_rules_rank_index').on(t.system_id, t.belt),
  rulePosition.check('rank_rules_position_check', t.position),
  belt.check('rank_rules_belt_check', t.belt),
  degree.check('rank_rules_degree_check', t.degree),
  requirements.check('rank_rules_requirement_check', t.requirement),
  alternative.check('rank_rules_alternative_check', t.alternative),
  ruleConditions.check('rank_rules_condition_check', t.condition),
  threshold.check('rank_rules_threshold_check', t.threshold),
  article.check('rank_rules_article_check', t.article),
  check(
    'rank_rules_belts_check',
    sql`cardinality(${t.belts}) between 1 and ${number(RULE_BELTS)}
      and array_position(${t.belts}, null) is null`,
  ),
  degree.check('rank_rules_belts_degree_check', t.belts_degree),
  titleKinds.check('rank_rules_title_check', t.title),
  countedSince.check('rank_rules_since_check', t.since),
  ageInYears.check('rank_rules_registered_from_age_check', t.registered_from_age),
  ageInYears.check('rank_rules_registered_until_age_check', t.registered_until_age),
  check(
    'rank_rules_shape_check',
    sql`(${t.threshold} is not null) = (${
      ruleConditions.among(t.condition, [
        ...['age_in_year', 'oldest_in_year', 'age', 'time', 'classes', 'stripes'] as const,
      ])
    })
      and (${t.since} is not null) = (${ruleConditions.among(t.condition, ['time', 'classes'])})
      and (${t.belts} is not null)
        = (${ruleConditions.among(t.condition, ['from_rank', 'held_rank', 'title'])})
      and (${t.title} is not null) = (${t.condition} = 'title')
      and (${t.belts_degree} is null or ${t.condition} = 'from_rank')
      and (${t.condition} = 'held_rank'
        or num_nonnulls(${t.registered_from_age}, ${t.registered_until_age}) = 0)`,
  ),
  selectPolicy('rank_rules_select_members', ofReadableSystem(t.system_id)),
]).enableRLS();

export const rankRulesGrants = grants(rankRules, {
  authenticated: { select: true },
  service_role: { select: true },
});

export const rankRulesTriggers = triggers(rankRules, {
  name: 'immutable',
  before: ['update'],
  run: 'private.refuse_change',
});
