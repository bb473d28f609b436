import { refuse } from './errors.ts';

/** The caller's token outlived their account. */
export const accountDeleted = () => refuse('account_deleted');
