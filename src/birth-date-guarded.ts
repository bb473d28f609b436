import { refuse } from './errors.ts';

/** The triggers' word for it: on a child's birth date hangs until when others act for them. */
export const BIRTH_DATE_GUARDED = 'users_birth_date_guarded';

export const birthDateGuarded = () => refuse('birth_date_guarded');
