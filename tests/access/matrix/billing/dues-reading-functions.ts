import type { Subject } from '../../proof/cells.ts';
import { duesAccounts } from '../../world/dues.ts';
import { systemOnly } from '../store/shop-system-functions.ts';

const each = Object.fromEntries(duesAccounts.map((row) => [row, `:dues_accounts.${row}`]));
const balance = 'private.dues_balance';

const duesBalance: Subject = {
  name: 'private.dues_balance(uuid)',
  returns:
    'TABLE(day date, state text, overdue_since date, paid_until date, punches_left integer, ' +
    'covered integer, currency text, price numeric, months_owed integer, amount_owed numeric)',
  probes: {
    call: { each, sql: `select 'ok' from ${balance}(:it) where day is not null` },
    amounts: {
      each,
      sql: `select 'ok' from ${balance}(:it) where num_nulls(price, months_owed, amount_owed) = 0`,
    },
    'of a card': `select concat_ws('/', state, punches_left, covered, months_owed, amount_owed)
      from ${balance}(:dues_accounts.ofChild)`,
    'of who owes': `select concat_ws('/', state, current_date - overdue_since, covered, price,
      months_owed, amount_owed) from ${balance}(:dues_accounts.ofFellow)`,
  },
  access: [`
| actor            | call                 | amounts              | of a card     | of who owes |
| anonymous system | 42501                | 42501                | 42501         | 42501 |
| student          | ofStudent            | ofStudent            | -             | - |
| guardian         | ofChild              | ofChild              | current/1/1/0/0 | - |
| formerGuardian   | ofGrown              | ofGrown              | -             | - |
| manager          | north-dues ofManager | north-dues ofManager | current/1/1/0/0 | overdue/40/1/100.0000/2/200.0000 |
| deputy           | north-dues           | north-dues           | current/1/1/0/0 | overdue/40/1/100.0000/2/200.0000 |
| otherManager     | southern ofManager   | southern ofManager   | -             | - |
| otherGuardian    | southern             | -                    | -             | - |
| everyone else    | -                    | -                    | -             | - |`],
};

const ids = (which: string): Subject => ({
  name: `private.${which}_account_ids()`,
  returns: 'uuid[]',
  probes: { call: `select unnest(private.${which}_account_ids()) as id` },
  access: [
    which === 'paid'
      ? `
| actor          | call |
| anonymous      | 42501 |
| student        | ofStudent |
| guardian       | ofChild |
| formerGuardian | ofGrown |
| manager        | ofManager |
| everyone else  | - |`
      : `
| actor           | call |
| anonymous       | 42501 |
| student         | ofStudent |
| guardian deputy | ofChild |
| manager         | ofManager |
| otherGuardian   | southern |
| everyone else   | - |`,
  ],
});

const atClass = (held: string, days = 0) =>
  `select user_id from private.dues_at_class(:classes.${held},
    (select ends_on from public.classes where id = :classes.today) + ${days})`;
const word = (what: string) =>
  `select ${what} from private.dues_at_class(:classes.today,
    (select ends_on from public.classes where id = :classes.today))`;
/** Who is there today: somebody owes, somebody has a card, and nobody covers the instructor. */
const today = [
  `select 1 from private.check_in(:classes.today,
    (select ends_on from public.classes where id = :classes.today),
    array[:users.fellow, :users.child, :users.instructor]::uuid[], null, 'guests')`,
];

const duesAtClass: Subject = {
  name: 'private.dues_at_class(uuid,date)',
  returns: 'TABLE(user_id uuid, state text, refusal text)',
  probes: {
    call: [...today, atClass('today')],
    'a week ago': [...today, atClass('today', -7)],
    'of whose it is': [...today, atClass('southern')],
    words: [...today, word(`string_agg(coalesce(state, 'none'), '/')`)],
    'what is refused where nobody asks': [...today, word('count(refusal)::integer as refused')],
  },
  access: [`
| actor                     | call | a week ago | of whose it is | words | what is refused where nobody asks |
| anonymous system          | 42501 | 42501     | 42501 | 42501 | 42501 |
| instructor manager deputy | fellow child instructor | - | - | overdue/current/none | 0 |
| everyone else             | -     | -         | -     | null  | 0 |`],
};

const follow = (at = 'now()', most = 10) => `select private.follow_dues(${at}, ${most})`;

const followDues = systemOnly('follow_dues(timestamp with time zone,integer)', 'integer', {
  'when nothing is due': [follow(), '0'],
});

export const readingFunctions: Subject[] = [
  duesBalance,
  ids('paid'),
  ids('covering'),
  duesAtClass,
  followDues,
];
