import { choices } from '../../../declare/choice.ts';

/**
 * What a rule can ask for. `from_rank`: the rank now is one of these. `age_in_year`, `oldest_in_year`:
 * the year less the year of birth, at least and at most. `age`: full years. `time`: months since the
 * rank was registered. `held_rank`: one of these was registered earlier, perhaps at an age. `title`:
 * it was won. `classes`: attended since the promotion. `stripes`: degrees of the rank now. `honorary`:
 * given, not earned by anything that can be counted.
 */
export const ruleConditions = choices(
  'from_rank',
  'age_in_year',
  'oldest_in_year',
  'age',
  'time',
  'held_rank',
  'title',
  'classes',
  'stripes',
  'honorary',
);
