import type { Probe } from '../../../proof/cells.ts';
import { arrive, asSystem, fresh, open, type Part } from './steps.ts';

const usedBy = (...steps: string[]) => [...arrive(), ...steps, open('claim')];
const probes: Record<string, Probe> = {
  'after a request to join': usedBy(
    `insert into public.memberships (user_id, gym_id) values (${fresh}, :gyms.west)`,
  ),
  'after a session': usedBy(`insert into public.agent_sessions (user_id) values (${fresh})`),
  'after paying': [
    ...arrive(),
    ...asSystem(`update public.user_profiles set plan = 'pro' where user_id = ${fresh}`),
    ...arrive(),
    open('claim'),
  ],
  'after a subscription': [
    ...arrive(),
    ...asSystem(`update public.user_profiles set subscription_status = 'canceled'
      where user_id = ${fresh}`),
    ...arrive(),
    open('claim'),
  ],
  'known to Stripe': [
    ...arrive(),
    ...asSystem(`update public.user_profiles set stripe_customer_id = 'cus'
      where user_id = ${fresh}`),
    ...arrive(),
    open('claim'),
  ],
};

/** An account that was used claims nothing. */
export const using: Part = {
  probes,
  access: [
    `
| actor         | after a request to join | after a session | after paying | after a subscription | known to Stripe |
| everyone else | 23514                   | 23514           | 23514        | 23514                | 23514           |`,
  ],
};
