import type { Subject } from '../../../proof/cells.ts';
import { functions } from './functions.ts';
import { steps } from './steps.ts';
import { dates, table } from './table.ts';

/** Who books, checks in and sees it. */
export const checkIns: Subject[] = [table, dates, ...functions, ...steps];
