import { becomeSystem } from '../../returning.ts';

/** Who did something, as the trail has it. */
export const inTheTrail = (action: string, about = 'gym_id = :gyms.north') => [
  becomeSystem,
  `select actor_id from public.audit_events where action = '${action}' and ${about}`,
];
