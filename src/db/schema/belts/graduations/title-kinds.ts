import { choices } from '../../../declare/choice.ts';

/** What was won: an adult world champion's title is what the rules ask for. */
export const titleKinds = choices('adult_world_champion');
