import { choices } from '../../declare/choice.ts';

/** What mailings are about: a customer may refuse one and keep the others. */
export const topics = choices('offers', 'training', 'milestones');

/** What templates may name of every customer; what a trigger tells beside it is in `values.ts`. */
export const customerValues = choices(
  'first_name',
  'last_name',
  'shop_domain',
  'shop_url',
  'gym_name',
  'orders_count',
  'total_spent',
  'currency',
  'last_order_on',
  'segment',
  'belt',
);

/** Why a message is not sent, in the order in which reasons are looked for: the first one counts. */
export const refusalReasons = choices(
  'customer_gone',
  'automation_stopped',
  'no_address',
  'no_device',
  'minor',
  'suppressed',
  'unsubscribed',
  'no_consent',
  'topic_refused',
  'missing_value',
);

/** Why a message waits longer than its delay; in the order in which they are looked for. */
export const delayReasons = choices('quiet_hours', 'send_window', 'cap');

/** Why a message failed; what else the provider said stands in `error`. */
export const failureReasons = choices(
  'refused_by_provider',
  'gave_up',
  'outcome_unknown',
  'cannot_render',
);

/** Everything that `message_logs.reason` can say. */
export const messageReasons = choices(
  ...refusalReasons.values,
  ...delayReasons.values,
  ...failureReasons.values,
);
