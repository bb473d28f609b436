import { advise } from '../../../database/advise.ts';
import { createCheck } from './check.ts';
import { findDrift } from './drift.ts';

/** Where the stack's database and the schema files differ. */
export const drift = createCheck('drift', ({ stack }) => findDrift(stack));

/** What Supabase's advisor has against the stack's database. */
export const advisors = createCheck('advisors', ({ stack }) => advise(stack.databaseUrl));
