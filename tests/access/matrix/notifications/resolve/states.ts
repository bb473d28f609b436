import type { Probe } from '../../../proof/cells.ts';
import { at, grid, members, type Part, readers, resolve } from './steps.ts';

const becomes = (
  change: string,
  row = 'plan',
  when?: string,
): Probe => [change, resolve(row, when)];
const probes: Record<string, Probe> = {
  'what is due': resolve('plan'),
  'what is not due': resolve('plan', `'2019-12-31T23:59:59Z'`),
  'what was sent': resolve('news'),
  'what is not there': `select private.resolve_notification(:notifications.none, ${at})`,
  'twice': [resolve('plan'), resolve('plan'), readers],
  'what it was for': [
    resolve('plan'),
    `select concat_ws(':', recipients_count, sent_at::date, updated_at > created_at)
      from public.notifications where id = :notifications.plan`,
  ],
  'whose they are': [
    resolve('plan'),
    `select concat_ws(':', count(*), min(gym_id::text) = (:gyms.north)::text, min(created_at)::date)
      from public.notification_recipients where notification_id = :notifications.plan`,
  ],
  'of who manages no more': [
    `update public.notifications set sent_by = :users.deputy where id = :notifications.plan`,
    `update public.memberships set role = 'INSTRUCTOR' where user_id = :users.deputy`,
    resolve('plan'),
  ],
  'of who left': becomes(
    `update public.memberships set left_at = now() where user_id = :users.instructor`,
    'drill',
  ),
  'why it failed': [
    `update public.memberships set left_at = now() where user_id = :users.instructor`,
    resolve('drill'),
    `select concat_ws(':', status, failure) from public.notifications
      where id = :notifications.drill`,
  ],
  'of who teaches it no more': becomes(
    `update public.classes set instructor_id = null where id = :classes.mat`,
    'drill',
  ),
  'of a class': resolve('drill'),
  'of a class that is gone': becomes(
    `update public.classes set deleted_at = now() where id = :classes.mat`,
    'drill',
  ),
  'what is automatic': becomes(
    `update public.notifications set automatic = true, sent_by = null
      where id = :notifications.plan`,
  ),
};

/** What becomes of the notification itself. */
export const states: Part = {
  probes,
  access: [
    grid({
      'what is due': 'sent',
      'what is not due': 'pending',
      'what was sent': 'sent',
      'what is not there': 'null',
      'twice': members,
      'what it was for': '7:2020-06-01:t',
      'whose they are': '7:t:2020-06-01',
      'of who manages no more': 'failed',
      'of who left': 'failed',
      'why it failed': 'failed:sender_gone',
      'of who teaches it no more': 'failed',
      'of a class': 'sent',
      'of a class that is gone': 'failed',
      'what is automatic': 'sent',
    }),
  ],
};
