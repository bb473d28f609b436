import type { Probe } from '../../../proof/cells.ts';

export const at = `'2020-06-01T12:00:00Z'`;
export const resolve = (row: string, when = at) =>
  `select private.resolve_notification(:notifications.${row}, ${when})`;

export const readers = `select user_id from public.notification_recipients
  where notification_id = :notifications.plan`;
/** Whom the plan is for once it is for these. */
export const to = (audience: string, when?: string, ...once: string[]): Probe => [
  `update public.notifications set audience = ${audience} where id = :notifications.plan`,
  ...once,
  resolve('plan', when),
  readers,
];

/** Everybody of the gym. */
export const members = 'student fellow instructor manager deputy child grown';

export const grid = (cells: Record<string, string>) => `
| actor         | ${Object.keys(cells).join(' | ')} |
| system        | ${Object.values(cells).join(' | ')} |
| everyone else | ${Object.keys(cells).map(() => '42501').join(' | ')} |`;

/** Some of the probes, with what comes of them. */
export interface Part {
  probes: Record<string, Probe>;
  access: string[];
}
