import { dateBetween } from '../../../declare/bounds.ts';

/** The days on which ranks are given and rules begin: who has a red belt had a white one long ago. */
export const rankDate = dateBetween('1900-01-01', '2099-12-31');
