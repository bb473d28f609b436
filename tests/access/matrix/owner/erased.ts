import type { Probe } from '../../proof/cells.ts';

const erase = (who: string) => `select from private.erase_user(:users.${who}, '2100-01-01')`;
const without = (column: string) => `select id from public.gym_closings where ${column} is null`;

/** What an erasure leaves of who closed gyms: the subject is `private.erase_user`. */
export const ofOwner: Record<string, Probe> = {
  'asked to close then': [erase('manager'), without('asked_by')],
  'kept by others then': [erase('manager'), without('undone_by')],
  'kept then': [erase('deputy'), without('undone_by')],
};

export const ownerErased = `
| actor         | asked to close then | kept by others then | kept then       |
| system        | northKept           | south               | northKept south |
| everyone else | 42501               | 42501               | 42501           |`;
