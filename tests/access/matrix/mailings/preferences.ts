import type { Subject } from '../../proof/cells.ts';
import { tokenOf } from '../../world/mailings/templates.ts';
import { becomeOwner, becomeSystem } from '../returning.ts';

const OWN = tokenOf('isStudent');
/** The customer of one with the signature of another. */
const MIXED = OWN.slice(0, 22) + tokenOf('isFellow').slice(22);
const CHANGED = `${OWN.slice(0, 43)}${OWN.endsWith('A') ? 'B' : 'A'}`;

const unsubscribeToken: Subject = {
  name: 'private.unsubscribe_token(uuid)',
  returns: 'text',
  probes: {
    call: `select private.unsubscribe_token(:customers.isStudent) = '${OWN}'`,
  },
  access: [`
| actor         | call  |
| system        | true  |
| everyone else | 42501 |`],
};

const who = [
  becomeSystem,
  `select concat_ws('/', c.first_name, s.address, s.since = '2020-05-05') from public.suppressions s
    join public.customers c on c.id = s.customer_id where s.reason = 'unsubscribed'`,
];
const unsubscribe = (token: string) => `select private.unsubscribe('${token}', '2020-05-05')`;
/** A customer who has a name there, and a shop that is deleted meanwhile. */
const shopIsGone = [
  becomeOwner,
  `update public.shops set deleted_at = '2020-01-01' where id = :shops.north`,
  `select set_config('role', 'anon', true)`,
];

const unsubscribeSubject: Subject = {
  name: 'private.unsubscribe(text,timestamp with time zone)',
  returns: 'boolean',
  probes: {
    'with a token': unsubscribe(OWN),
    'with another letter': unsubscribe(CHANGED),
    'with two halves': unsubscribe(MIXED),
    'with none': 'select private.unsubscribe(null)',
    'who it is then': [unsubscribe(OWN), ...who],
    'twice': [unsubscribe(OWN), unsubscribe(OWN), ...who],
    'who it is with a wrong one': [unsubscribe(CHANGED), ...who],
    'of a shop that is gone': [...shopIsGone, unsubscribe(OWN)],
  },
  access: [
    `
| actor         | with a token | with another letter | with two halves | with none | who it is with a wrong one |
| system        | 42501        | 42501               | 42501           | 42501     | 42501                      |
| everyone else | true         | false               | false           | false     | -                          |`,
    `
| actor         | who it is then        | twice                 | of a shop that is gone |
| system        | 42501                 | 42501                 | false                  |
| everyone else | student@tatame.test/t | student@tatame.test/t | false                  |`,
  ],
};

const read = (token: string) =>
  `select concat_ws('/', gym_name, address, agreed, unsubscribed, undeliverable, refused)
    from private.mailing_preferences('${token}')`;

const said = (address: string, customer: string) => [
  becomeOwner,
  `insert into public.suppressions (shop_id, address, customer_id, reason, since)
    values (:shops.north, ${address}, ${customer}, 'unsubscribed', '2020-01-01')`,
  `select set_config('role', 'anon', true)`,
];

const mailingPreferences: Subject = {
  name: 'private.mailing_preferences(text)',
  returns: 'TABLE(gym_name text, address text, locale text, agreed boolean, ' +
    'unsubscribed boolean, undeliverable boolean, refused text[])',
  probes: {
    'with a token': read(OWN),
    "with another's": read(tokenOf('isOtherStudent')),
    'with another letter': read(CHANGED),
    'with two halves': read(MIXED),
    'unsubscribed': [unsubscribe(OWN), read(OWN)],
    'another then': [unsubscribe(OWN), read(tokenOf('isFellow'))],
    'by the customer alone': [...said('null', ':customers.isStudent'), read(OWN)],
    'by the address alone': [...said(`'student@tatame.test'`, 'null'), read(OWN)],
  },
  access: [
    `
| actor         | with a token                           | with another's                         | with another letter | with two halves |
| system        | 42501                                  | 42501                                  | 42501               | 42501           |
| everyone else | north/s•••@tatame.test/f/f/f/{offers}  | south/o•••@tatame.test/f/f/f/{offers}  | -                   | -               |`,
    `
| actor         | unsubscribed                          | another then                    |
| system        | 42501                                 | 42501                           |
| everyone else | north/s•••@tatame.test/f/t/f/{offers} | north/f•••@tatame.test/f/f/f/{} |`,
    `
| actor         | by the customer alone                 | by the address alone                  |
| everyone else | north/s•••@tatame.test/f/t/f/{offers} | north/s•••@tatame.test/f/t/f/{offers} |`,
  ],
};

const put = (token: string, unsubscribed: boolean | null, refused = '{training}') =>
  `select private.put_mailing_preferences('${token}', ${unsubscribed}, '${refused}', '2020-05-05')`;
const topics = [
  becomeSystem,
  `select topic from public.refused_topics where customer_id = :customers.isStudent`,
];

const putMailingPreferences: Subject = {
  name: 'private.put_mailing_preferences(text,boolean,text[],timestamp with time zone)',
  returns: 'boolean',
  probes: {
    'with a token': put(OWN, false),
    'with another letter': put(CHANGED, true),
    'of no topic': put(OWN, false, '{nothing}'),
    'what is refused then': [put(OWN, false), ...topics],
    'what is with a wrong one': [put(CHANGED, false), ...topics],
    'unsubscribed then': [put(OWN, true), ...who],
    'taken back then': [put(OWN, true), put(OWN, false), ...who],
    'left as it is then': [put(OWN, true), put(OWN, null), ...who],
    'what else is taken back': [
      unsubscribe(tokenOf('isFellow')),
      put(OWN, false),
      becomeSystem,
      `select customer_id from public.suppressions
        where reason = 'unsubscribed' and customer_id is not null`,
    ],
    'what another refused then': [
      put(tokenOf('isFellow'), false, '{offers}'),
      put(OWN, false),
      becomeSystem,
      `select customer_id from public.refused_topics
        where shop_id = :shops.north and topic = 'offers'`,
    ],
    'since when it is refused then': [
      put(OWN, false, '{offers}'),
      becomeSystem,
      `select created_at = '2020-01-01' from public.refused_topics
        where customer_id = :customers.isStudent`,
    ],
  },
  access: [
    `
| actor         | with a token | with another letter | of no topic | what is refused then | what is with a wrong one |
| system        | 42501        | 42501               | 42501       | 42501                | 42501                    |
| everyone else | true         | false               | 23514       | training             | offers                   |`,
    `
| actor         | unsubscribed then     | left as it is then    | taken back then | what else is taken back |
| system        | 42501                 | 42501                 | 42501           | 42501                   |
| everyone else | student@tatame.test/t | student@tatame.test/t | -               | isFellow                |`,
    `
| actor         | what another refused then | since when it is refused then |
| system        | 42501                     | 42501                         |
| everyone else | isFellow                  | true                          |`,
  ],
};

/** What the token of a link opens, whoever has it; without one nothing. */
export const preferences = [
  unsubscribeToken,
  unsubscribeSubject,
  mailingPreferences,
  putMailingPreferences,
];
