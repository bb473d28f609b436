import type { Subject } from '../../proof/cells.ts';
import { becomeOwner, becomeSystem } from '../returning.ts';

/** Only in SQL: the actor again, if they are signed in. */
const becomeCaller = `select set_config('session_authorization', 'edge', true),
  set_config('role', 'authenticated', true)`;

const replayed = (automation: string, message: string, reasons: string, accepted: string) =>
  `select concat_ws('/', r.replayed, r.may_repeat) from private.replay_messages(
    ${automation}, ${message}, ${reasons}, ${accepted}, '2020-02-02'
  ) r`;
const one = (shop: string, accepted = 'true', reasons = 'null') =>
  replayed('null', `:message_logs.${shop}`, reasons, accepted);
const all = (shop: string, reasons = `'{gave_up}'`, accepted = 'true') =>
  replayed(`:automations.${shop}`, 'null', reasons, accepted);

/** North's message failed, and the actor asks. */
const failed = (reason: string, ...asked: string[]) => [
  becomeOwner,
  `update public.message_logs
    set status = 'failed', reason = '${reason}', attempts = 8, error = 'x', address = 'a@dojo.test',
      sent_at = '2020-01-01', provider_message_id = 'p'
    where id = :message_logs.north`,
  becomeCaller,
  ...asked,
];

/** What managers of a shop have sent again; in the world nothing has failed yet. */
export const replayMessages: Subject = {
  name: 'private.replay_messages(uuid,uuid,text[],boolean,timestamp with time zone)',
  returns: 'TABLE(replayed integer, may_repeat integer)',
  probes: {
    'one that did not fail': one('north'),
    'one of south': one('south'),
    'none of north': all('north'),
    'none of south': all('south'),
    'not accepted': all('north', `'{gave_up,outcome_unknown}'`, 'false'),
    'accepted by nobody': all('north', `'{outcome_unknown}'`, 'null'),
    'of nothing': replayed('null', 'null', `'{gave_up}'`, 'true'),
    'one': failed('gave_up', one('north', 'false')),
    'one, whatever reasons are named': failed(
      'gave_up',
      one('north', 'false', `'{outcome_unknown}'`),
    ),
    'one that may come twice': failed('outcome_unknown', one('north')),
    'one that may not': failed('outcome_unknown', one('north', 'false')),
    'all': failed('gave_up', all('north', `'{gave_up}'`, 'false')),
    'for another reason': failed('gave_up', all('north', `'{outcome_unknown}'`)),
    'all that may come twice': failed('outcome_unknown', all('north', `'{outcome_unknown}'`)),
    'none that was refused': [
      becomeOwner,
      `update public.message_logs set status = 'refused', reason = 'no_consent'
        where id = :message_logs.north`,
      becomeCaller,
      all('north', `'{no_consent}'`),
    ],
    'none of another automation': failed('gave_up', all('left')),
    'twice': failed('gave_up', all('north'), all('north')),
    'as it is then': failed(
      'gave_up',
      all('north'),
      becomeSystem,
      `select concat_ws('/', status, reason, attempts, error, address, provider_message_id, extract(day from sent_at), extract(day from scheduled_for))
        from public.message_logs where id = :message_logs.north`,
    ),
  },
  access: [
    `
| actor            | one that did not fail | one of south | none of north | none of south | not accepted | accepted by nobody | of nothing |
| anonymous system | 42501                 | 42501        | 42501         | 42501         | 42501        | 42501              | 42501      |
| manager deputy   | 23514                 | -            | 0/0           | -             | 23514        | 23514              | -          |
| otherManager     | -                     | 23514        | -             | 0/0           | -            | -                  | -          |
| everyone else    | -                     | -            | -             | -             | -            | -                  | -          |`,
    `
| actor          | one | one, whatever reasons are named | one that may come twice | one that may not | all | for another reason | all that may come twice | none that was refused | none of another automation | twice | as it is then   |
| manager deputy | 1/0 | 1/0 | 1/1                     | 23514            | 1/0 | 0/0                | 1/1                     | 0/0 | 0/0 | 0/0   | scheduled/0/2   |
| everyone else  | -   | - | -                       | -                | -   | -                  | -                       | - | - | -     | failed/gave_up/8/x/a@dojo.test/p/1/1 |`,
  ],
};
