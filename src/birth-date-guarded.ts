import { forbidden } from './errors.ts';

/** The triggers' word for it: on a child's birth date hangs until when others act for them. */
export const BIRTH_DATE_GUARDED = 'users_birth_date_guarded';

export const birthDateGuarded = () =>
  forbidden(
    'birth_date_guarded',
    'The birth date of a child is changed by a guardian or, while they stay one, by a manager.',
  );
