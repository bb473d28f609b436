import { choices } from '../../../declare/choice.ts';

/** Why somebody may be about to leave: `private.away_members` says which. */
export const riskReasons = choices('never_came', 'stopped_coming');
