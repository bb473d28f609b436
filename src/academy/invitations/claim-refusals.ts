import { refuse } from '../../errors.ts';

/** Why nobody claims a record, by the constraints' names. */
export const claimRefusals = {
  record_has_account: () => refuse('record_has_account'),
  record_has_guardian: () => refuse('record_has_guardian'),
};
