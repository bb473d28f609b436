import type { Subject } from '../../proof/cells.ts';
import { duesAccounts } from '../../world/dues.ts';
import { byOwner } from '../returning.ts';
import { systemOnly } from '../store/shop-system-functions.ts';

const each = Object.fromEntries(duesAccounts.map((row) => [row, `:dues_accounts.${row}`]));
const balance = 'private.dues_balance';

const covers = `select covered from ${balance}(:dues_accounts.ofStudent)`;
const changed = (from: string) =>
  `select refusal from private.change_dues_account(
    :dues_accounts.ofStudent, null, false, null, array[:users.instructor]::uuid[], ${from})`;

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
    'before another is covered': [changed('current_date + 5'), covers],
    'after another was': [changed('null'), covers],
  },
  access: [
    `
| actor            | before another is covered | after another was |
| anonymous system | 42501 | 42501 |
| manager deputy student | 1 | 1   |
| everyone else    | -     | -     |`,
    `
| actor            | call                 | amounts              | of a card     | of who owes |
| anonymous system | 42501                | 42501                | 42501         | 42501 |
| student          | ofStudent            | ofStudent            | -             | - |
| guardian         | ofChild              | ofChild              | current/1/1/0/0 | - |
| formerGuardian   | ofGrown              | ofGrown              | -             | - |
| manager          | north-dues ofManager | north-dues ofManager | current/1/1/0/0 | overdue/40/1/100.0000/2/200.0000 |
| deputy           | north-dues           | north-dues           | current/1/1/0/0 | overdue/40/1/100.0000/2/200.0000 |
| otherManager     | southern ofManager   | southern ofManager   | -             | - |
| otherGuardian    | southern             | -                    | -             | - |
| everyone else    | -                    | -                    | -             | - |`,
  ],
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

/** Who came, one who did not in the end, and who came to another class of the day. */
const here = (held: string, person: string, status: string, place: number) =>
  `insert into public.check_ins
      (user_id, class_id, gym_id, class_date, status, arrived, place, made_at, received_at)
    select :users.${person}, :classes.${held}, gym_id, ends_on, '${status}', '${status}' = 'present',
      ${place}, now(), now()
    from public.classes where id = :classes.today`;
const cover = (account: string, from: number, until: string) =>
  `insert into public.dues_coverage (account_id, gym_id, user_id, covered_from, covered_until)
    values (:dues_accounts.${account}, :gyms.north, :users.instructor, current_date + ${from}, ${until})`;
const scene = [
  ...[here('today', 'fellow', 'present', 1), here('today', 'manager', 'present', 2)],
  ...[here('today', 'instructor', 'present', 3), here('today', 'grown', 'cancelled', 4)],
  here('ahead', 'student', 'present', 3),
  cover('ofGrown', -5, 'current_date - 2'),
  cover('ofChild', 5, 'null'),
  `update public.dues_coverage set covered_until = current_date + 3
    where id = :dues_coverage.fellow`,
];
const asking = `update public.gyms set dues = 'required' where id = :gyms.north`;

const duesAtClass: Subject = {
  name: 'private.dues_at_class(uuid,date)',
  returns: 'TABLE(user_id uuid, state text, refusal text)',
  probes: {
    call: [...today, atClass('today')],
    'a week ago': [...today, atClass('today', -7)],
    'of whose it is': [...today, atClass('southern')],
    'of what is long over': `select user_id from private.dues_at_class(:classes.mat, '2020-01-06')`,
    'who is there': [...byOwner(...scene), atClass('today')],
    'how they stand': [...byOwner(...scene), word(`string_agg(coalesce(state, 'none'), '/')`)],
    'what is refused': [
      ...byOwner(...scene, asking),
      word(`string_agg(coalesce(refusal, 'none'), '/')`),
    ],
    words: [...today, word(`string_agg(coalesce(state, 'none'), '/')`)],
    'what is refused where nobody asks': [...today, word('count(refusal)::integer as refused')],
  },
  access: [
    `
| actor                     | call | a week ago | of whose it is | words | what is refused where nobody asks |
| anonymous system          | 42501 | 42501     | 42501 | 42501 | 42501 |
| instructor manager deputy | fellow child instructor | - | - | overdue/current/none | 0 |
| everyone else             | -     | -         | -     | null  | 0 |`,
    `
| actor                     | of what is long over | who is there | how they stand | what is refused |
| anonymous system          | 42501 | 42501 | 42501 | 42501 |
| instructor manager deputy | -     | fellow instructor manager | overdue/none/none | dues_overdue/none/none |
| everyone else             | -     | -     | null  | null  |`,
  ],
};

const follow = (at = 'now()', most = 10) => `select private.follow_dues(${at}, ${most})`;

const evening = `'2100-01-01 20:00Z'`;
const dueOn = (day: string) =>
  byOwner(`update public.dues_accounts
    set changes_on = '${day}', state = 'current', overdue_since = null
    where id = :dues_accounts.ofFellow`);

const followDues = systemOnly('follow_dues(timestamp with time zone,integer)', 'integer', {
  'when nothing is due': [follow(), '0'],
  'when the day has come': [[...dueOn('2100-01-01'), follow(evening)], '1'],
  'when it has come elsewhere': [[...dueOn('2100-01-02'), follow(evening)], '0'],
  'one of two': [
    [
      ...byOwner(`update public.dues_accounts set changes_on = '2020-01-01'
      where id in (:dues_accounts.ofFellow, :dues_accounts.ofStudent)`),
      follow('now()', 1),
    ],
    '1',
  ],
  'as it stands then': [
    [
      ...dueOn('2020-01-01'),
      follow(),
      `select concat_ws('/', state, current_date - overdue_since, changes_on)
        from public.dues_accounts where id = :dues_accounts.ofFellow`,
    ],
    'overdue/40',
  ],
});

export const readingFunctions: Subject[] = [
  duesBalance,
  ids('paid'),
  ids('covering'),
  duesAtClass,
  followDues,
];
