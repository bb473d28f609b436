import { gone } from './errors.ts';

/** The caller's token outlived their account. */
export const accountDeleted = () =>
  gone('account_deleted', 'This account was deleted. Sign in again to start anew.');
