import { choices } from '../../../../declare/choice.ts';

/** What a gym's dues say to who is to train, as `private.dues_refusal` has it. */
export const duesRefusals = choices(
  'dues_overdue',
  'dues_frozen',
  'punch_card_empty',
  'trial_over',
  'no_dues_plan',
);
