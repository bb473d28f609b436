/** Erases somebody, as the system does. */
export const erase = (who: string, answer = `'ok'`) =>
  `select ${answer} from private.erase_user(:users.${who}, '2100-01-01')`;

/** Who has been. */
export const gone = `select id from public.users where deleted_at is not null`;
