import { conflict } from '../../errors.ts';

/** Why nobody claims a record, by the constraints' names. */
export const claimRefusals = {
  record_has_account: () =>
    conflict('record_has_account', 'Whoever this is about signs in already.'),
  record_has_guardian: () =>
    conflict('record_has_guardian', 'A guardian acts for this child, until they are eighteen.'),
};
