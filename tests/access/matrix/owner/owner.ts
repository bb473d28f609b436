import { overview } from './overview.ts';
import { membershipPeriods } from './periods.ts';

export const owner = [membershipPeriods, ...overview];
