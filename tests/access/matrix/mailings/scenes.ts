import type { Subject } from '../../proof/cells.ts';
import { becomeOwner, becomeSystem } from '../returning.ts';
import { systemOnly } from '../store/shop-system-functions.ts';

/** What happened before, as the tables' owner could write it; from there on it is the system's. */
export const after = (...happened: string[]) => [becomeOwner, ...happened, becomeSystem];

/** A function of the system's, and what it does in scenes that are the same whoever the actor is. */
export function withScenes(
  name: string,
  returns: string,
  probes: Parameters<typeof systemOnly>[2],
  scenes: Record<string, [steps: string[], cell: string]>,
): Subject {
  const subject = systemOnly(name, returns, probes);
  const names = Object.keys(scenes);
  const told = Object.fromEntries(names.map((scene) => [scene, scenes[scene]![0]]));
  return {
    ...subject,
    probes: { ...subject.probes, ...told },
    access: [
      ...subject.access,
      `| actor | ${names.join(' | ')} |
       | everyone else | ${names.map((scene) => scenes[scene]![1]).join(' | ')} |`,
    ],
  };
}

/** The fellow agreed to mailings. */
export const agreed = `update public.customers set email_consent = 'subscribed'
  where id = :customers.isFellow`;
/** North's version is about another trigger. */
export const waitsFor = (trigger: string) =>
  `update public.automation_versions set trigger = '${trigger}' where id = :automation_versions.north`;
export const CLAIM = '00000000-0000-4000-8000-00000000c1a1';
/** North's message is being sent, until the second of February. */
export const sending = `update public.message_logs set status = 'sending', claim = '${CLAIM}',
  claimed_until = '2020-02-02', address = 'fellow@tatame.test' where id = :message_logs.north`;
