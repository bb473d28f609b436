import type { Subject } from '../../proof/cells.ts';
import { byOwner } from '../returning.ts';

/** What people are told of what they pay for: their own, by no argument. */
const state = `select concat_ws('/', plan, subscription_status, current_period_end = '2100-01-01',
  cancel_at = '2100-01-01', cancel_at_period_end, has_portal) from private.caller_subscription()`;
const callerSubscription: Subject = {
  name: 'private.caller_subscription()',
  returns:
    'TABLE(plan text, subscription_status text, current_period_end timestamp with time zone, ' +
    'cancel_at timestamp with time zone, cancel_at_period_end boolean, has_portal boolean)',
  probes: { state },
  access: [`
| actor                      | state                   |
| anonymous system           | 42501                   |
| newcomer deleted           | -                       |
| student                    | free/active/t/f/t       |
| instructor                 | free/canceled/f/t       |
| manager                    | free/incomplete/f/t     |
| deputy                     | pro/none/f/f            |
| everyone else              | free/none/f/f           |`],
};

const callerCustomer: Subject = {
  name: 'private.caller_customer()',
  returns: 'text',
  probes: {
    customer: `select private.caller_customer()`,
  },
  access: [`
| actor            | customer     |
| anonymous system | 42501        |
| student          | isStudent    |
| instructor       | isInstructor |
| manager          | isManager    |
| everyone else    | null         |`],
};

const begin = (plan: string, interval: string) =>
  `select concat_ws('/', refusal, price_id, customer_id, email)
   from private.begin_checkout('${plan}', '${interval}')`;
const beginCheckout: Subject = {
  name: 'private.begin_checkout(text,text)',
  returns: 'record',
  probes: {
    'by the month': begin('pro', 'month'),
    'by the year': begin('pro', 'year'),
    'what is not sold': begin('free', 'month'),
    'with the address of whom': [
      ...byOwner(`update public.users set email_verified_at = now() where id = :users.deputy`),
      begin('pro', 'month'),
    ],
  },
  access: [`
| actor            | by the month             | by the year             | what is not sold   | with the address of whom |
| anonymous system | 42501                    | 42501                   | 42501              | 42501              |
| student          | already_subscribed       | already_subscribed      | already_subscribed | already_subscribed |
| instructor       | month/isInstructor       | year/isInstructor       | plan_not_sold      | month/isInstructor |
| manager          | month/isManager          | year/isManager          | plan_not_sold      | month/isManager    |
| deputy           | month                    | year                    | plan_not_sold      | month/deputy@tatame.test |
| everyone else    | month                    | year                    | plan_not_sold      | month              |`],
};

export const billingOfCallers = [callerSubscription, callerCustomer, beginCheckout];
