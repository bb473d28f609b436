import { tokenOf } from '../../world/mailings/templates.ts';
import { systemOnly } from '../store/shop-system-functions.ts';
import { after, agreed, CLAIM, sending, withScenes } from './scenes.ts';

const claim = (look: string, shop = 'north', channel = 'email', at = '2020-02-01', most = 10) =>
  `select ${look} from private.claim_messages(:shops.${shop}, '${channel}', '${at}', '${CLAIM}',
    '2020-02-02', ${most}, 5)`;
const logged = (look: string) =>
  `select replace(concat_ws('/', ${look}), ' 00:00:00+00', '') from public.message_logs
    where id = :message_logs.north`;
const moreOf = (customer: string, key: string, at = '2020-01-02') =>
  `insert into public.message_logs
    (shop_id, automation_id, version_id, customer_id, node, channel, status, dedupe_key,
      planned_for, scheduled_for)
    values (:shops.north, :automations.north, :automation_versions.north, :customers.${customer}, 0,
      'email', 'scheduled', '${key}', '${at}', '${at}')`;
const byPush = [
  `update public.message_logs set channel = 'push' where id = :message_logs.north`,
  `insert into public.notification_preferences (user_id, kind, channel, enabled)
    values (:users.fellow, 'offers', 'push', true)
    on conflict (user_id, kind, channel) do update set enabled = true`,
];
const claimMessages = withScenes(
  'claim_messages(uuid,message_channel,timestamp with time zone,uuid,timestamp with time zone,' +
    'integer,integer)',
  'TABLE(id uuid, status message_status, attempts integer, template_version_id uuid, locale text, ' +
    '"values" jsonb, user_id uuid, address text, devices text[], token text)',
  {
    'who did not agree': [claim('status'), 'refused'],
    'of another shop': [claim('id', 'south'), 'south'],
    'of another channel': [claim('id', 'north', 'push'), '-'],
    'before it is due': [claim('id', 'north', 'email', '2019-12-31'), '-'],
    'nothing at a time': [claim('id', 'north', 'email', '2020-02-01', 0), '-'],
  },
  {
    'what is to be said': [
      [
        ...after(agreed),
        claim(`concat_ws('/', status, attempts, address, token = '${tokenOf('isFellow')}',
          "values" ->> 'gym_name', "values" ->> 'order_number', devices is null)`),
      ],
      'sending/1/fellow@tatame.test/t/north/#1/t',
    ],
    'to which devices': [
      [
        ...after(...byPush),
        claim(`replace(array_to_string(devices, ','), ' ', '-')`, 'north', 'push'),
      ],
      'token-of-fellow',
    ],
    'no token of a push': [[...after(...byPush), claim('token', 'north', 'push')], 'null'],
    'where it goes then': [
      [...after(agreed), claim('id'), logged('status, claim, claimed_until, address, attempts')],
      `sending/${CLAIM}/2020-02-02/fellow@tatame.test/1`,
    ],
    'and no address of a push': [
      [...after(...byPush), claim('id', 'north', 'push'), logged(`status, address is null`)],
      'sending/t',
    ],
    'what of a refusal': [
      [
        ...after(),
        claim('id'),
        logged('status, reason, claim is null, claimed_until is null, address is null, attempts'),
      ],
      'refused/no_consent/t/t/t/0',
    ],
    'that counts': [
      [
        ...after(agreed),
        claim('id'),
        `select cardinality(handed_over) from private.mailing_contacts
          where customer_id = :customers.isFellow`,
      ],
      '2',
    ],
    'that counts no longer': [
      [
        ...after(agreed),
        claim('id', 'north', 'email', '2020-06-01'),
        `select array_to_string(handed_over, ',') = '2020-06-01 00:00:00+00' from private.mailing_contacts
          where customer_id = :customers.isFellow`,
      ],
      'true',
    ],
    'no count of a refusal': [
      [
        ...after(),
        claim('id'),
        `select cardinality(handed_over) from private.mailing_contacts
          where customer_id = :customers.isFellow`,
      ],
      '1',
    ],
    'beyond the cap': [
      [
        ...after(
          agreed,
          `update private.mailing_contacts set handed_over = '{2020-01-31T10:00Z,2020-01-31T11:00Z}'`,
        ),
        claim('id'),
        logged(`status, reason, scheduled_for = '2020-02-03T10:00Z'`),
      ],
      'scheduled/cap/t',
    ],
    'one of each at a time': [
      [...after(agreed, moreOf('isFellow', 'x')), claim('id')],
      'north',
    ],
    'of two of them': [
      [...after(agreed, moreOf('isStudent', 'x')), claim('status')],
      'sending refused',
    ],
    'sent before': [
      [...after(agreed, sending), claim('id')],
      '-',
    ],
  },
);

const giveUp = (at: string) => `select private.give_up_messages('${at}')`;
const giveUpMessages = systemOnly('give_up_messages(timestamp with time zone)', 'integer', {
  'of which nothing was heard': [[sending, giveUp('2020-02-02')], '1'],
  'that are not late': [[sending, giveUp('2020-02-01')], '0'],
  'what they are then': [
    [sending, giveUp('2020-02-03'), logged('status, reason, claim is null')],
    'failed/outcome_unknown/t',
  ],
});

const settle = (
  end: Record<string, unknown>,
  claimed = CLAIM,
) =>
  `select private.settle_messages('${claimed}', '2020-01-01', jsonb_build_array(
    jsonb_build_object('id', :message_logs.north) || '${JSON.stringify(end)}'), '2020-02-01')`;
const sent = { status: 'sent', ticket: 'their-id', taken: true };
const retried = { status: 'scheduled', error: 'busy', pause_s: 60, taken: false };
const counts = `select customer_id, cardinality(handed_over) from private.mailing_contacts`;
const settleMessages = systemOnly(
  'settle_messages(uuid,timestamp with time zone,jsonb,timestamp with time zone)',
  'integer',
  {
    'its own': [[sending, settle(sent)], '1'],
    "another's": [[sending, settle(sent, '00000000-0000-4000-8000-00000000c1a2')], '0'],
    'none': [settle(sent), '0'],
    'what was sent': [
      [
        ...[sending, settle(sent)],
        logged(`status, claim is null, claimed_until is null, provider_message_id, sent_at, address,
          scheduled_for`),
      ],
      'sent/t/t/their-id/2020-02-01/fellow@tatame.test/2020-01-01',
    ],
    'what comes again': [
      [
        ...[sending, settle(retried)],
        logged(`status, error, sent_at is null, address is null,
          scheduled_for = '2020-02-01T00:01Z'`),
      ],
      'scheduled/busy/t/t/t',
    ],
    'what failed': [
      [
        sending,
        settle({ status: 'failed', reason: 'gave_up', error: 'no', taken: true }),
        logged('status, reason, error'),
      ],
      'failed/gave_up/no',
    ],
    'of who was redacted meanwhile': [
      [
        ...[
          sending,
          `update public.message_logs set address = null where id = :message_logs.north`,
        ],
        ...[settle(retried), logged('status, error')],
      ],
      'scheduled',
    ],
    'of a push': [
      [
        sending,
        `update public.message_logs set address = null, channel = 'push'
          where id = :message_logs.north`,
        ...[settle(retried), logged('status, error')],
      ],
      'scheduled/busy',
    ],
    'of which another is part': [
      [
        sending,
        `update public.message_logs set status = 'sending', claim = '${CLAIM}',
          claimed_until = '2020-02-02' where id = :message_logs.south`,
        settle(sent),
        `select status from public.message_logs where id = :message_logs.south`,
      ],
      'sending',
    ],
    'that was not counted': [
      [sending, `update private.mailing_contacts set handed_over = '{}'`, settle(retried)],
      '1',
    ],
    'who is sent less': [
      [
        sending,
        `insert into private.mailing_contacts (shop_id, customer_id, handed_over)
          values (:shops.north, :customers.isNobody, '{2020-01-01}')`,
        settle(retried),
        `select customer_id from (${counts} where handed_over = '{}') c`,
      ],
      'isFellow',
    ],
    'who is not': [
      [sending, settle(sent), `select customer_id from (${counts} where handed_over = '{}') c`],
      '-',
    ],
  },
);

/** What claims messages, and writes what became of them; functions that only the system calls. */
export const sentMessages = [claimMessages, giveUpMessages, settleMessages];
