import type { Subject } from '../../proof/cells.ts';
import { becomeSystem } from '../returning.ts';
import { coveredCells } from './dues-covered.ts';

const day = (days: number) => `current_date + ${days}`;

const open = (
  {
    gym = 'north',
    plan = 'monthly',
    payer = 'instructor',
    covers = ['instructor'],
    from = 'null',
  } = {},
) =>
  `private.open_dues_account(:gyms.${gym}, :dues_plans.${plan}, :users.${payer},
    array[${covers.map((one) => `:users.${one}`).join(', ')}]::uuid[], ${from})`;
const openNow = (more?: Parameters<typeof open>[0]) =>
  `select coalesce(refusal, 'ok') from ${open(more)}`;

/** What each comes to for who manages north. */
const begun: Record<string, [call: Parameters<typeof open>[0], told: string]> = {
  'by a member': [{}, 'ok'],
  'of a child by its guardian': [
    { plan: 'family', payer: 'guardian', covers: ['instructor'] },
    'payer_not_found',
  ],
  'of many': [{ plan: 'family', covers: ['instructor', 'manager'] }, 'ok'],
  'of many for one': [{ covers: ['instructor', 'manager'] }, 'too_many_covered'],
  'of nobody': [{ covers: [] }, 'nobody_covered'],
  'on a plan of south': [{ plan: 'southern' }, 'dues_plan_not_found'],
  'on an archived one': [{ plan: 'old' }, 'dues_plan_archived'],
  'of who left': [{ covers: ['former'] }, 'member_not_found'],
  'of who asks to join': [{ covers: ['pending'] }, 'member_not_found'],
  'by a stranger': [{ payer: 'stranger' }, 'payer_not_found'],
  'by a child': [{ payer: 'child' }, 'payer_is_a_child'],
  'by who was erased': [{ payer: 'deleted' }, 'payer_not_found'],
  'by a member of south': [{ payer: 'otherStudent' }, 'payer_not_found'],
  'by who left': [{ payer: 'former' }, 'payer_not_found'],
  'in a year': [{ from: day(366) }, 'ok'],
  'in more than a year': [{ from: day(367) }, 'dues_day_too_far'],
  'a year ago': [{ from: day(-366) }, 'ok'],
  'longer ago': [{ from: day(-367) }, 'dues_day_too_far'],
  'who is covered': [{ covers: ['student'] }, '23P01'],
};
const classes = `select count(*) from private.dues_punches u
  join public.dues_accounts a on a.id = u.account_id where a.payer_id = :users.instructor`;
const names = Object.keys(begun);
const grid = (columns: string[], lines: Record<string, string[]>) =>
  [['actor', ...columns], ...Object.entries(lines).map(([who, cells]) => [who, ...cells])]
    .map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const half = Math.ceil(names.length / 2);

const openAccount: Subject = {
  name: 'private.open_dues_account(uuid,uuid,uuid,uuid[],date)',
  returns: 'TABLE(refusal text, account dues_accounts)',
  probes: {
    ...Object.fromEntries(names.map((name) => [name, openNow(begun[name]![0])])),
    'in south': openNow({
      gym: 'south',
      plan: 'southern',
      payer: 'manager',
      covers: ['otherManager'],
    }),
    // Another account covers the child: who pays has been asked by then.
    'by a guardian': openNow({
      ...{ gym: 'south', plan: 'southern', payer: 'otherGuardian', covers: ['otherChild'] },
    }),
    'the classes of a trial': [
      openNow({ plan: 'trial' }),
      `select coalesce(refusal, 'ok') from private.note_dues_payment(
        (select id from public.dues_accounts where payer_id = :users.instructor), 1, 1, null, 'cash')`,
      becomeSystem,
      classes,
    ],
    'the classes of a card': [openNow({ plan: 'card' }), becomeSystem, classes],
    'with the terms of the plan': `select concat_ws('/', (account).kind, (account).price,
      (account).person_price, (account).starts_on = current_date, (account).state) from ${
      open({ plan: 'family' })
    } where refusal is null`,
  },
  access: [
    ...[names.slice(0, half), names.slice(half)].map((some) =>
      grid(some, {
        'anonymous system': some.map(() => '42501'),
        'manager deputy': some.map((name) => begun[name]![1]),
        'deleted': some.map(() => 'not_a_manager'),
        'everyone else': some.map(() => 'not_a_manager'),
      })
    ),
    `
| actor            | in south      | by a guardian | with the terms of the plan | the classes of a trial | the classes of a card |
| anonymous system | 42501         | 42501         | 42501 | 42501 | 42501 |
| manager deputy   | not_a_manager | not_a_manager | family/180.0000/90.0000/t/overdue | 1 | 0 |
| otherManager     | ok            | 23P01         | -     | 0     | 0 |
| everyone else    | not_a_manager | not_a_manager | -     | 0     | 0 |`,
  ],
};

/** Without a version; `ends` takes the last day, or null for none. */
const change = (
  { account = 'ofStudent', version = 'null', ends = '', covers = '', from = 'null' } = {},
) =>
  `private.change_dues_account(:dues_accounts.${account}, ${version}, ${ends !== ''},
    ${ends || 'null'}, ${covers ? `array[${covers}]::uuid[]` : 'null'}, ${from})`;
const changeNow = (more?: Parameters<typeof change>[0]) =>
  `select coalesce(refusal, 'ok') from ${change(more)}`;
const { coveredGrids, coveredProbes } = coveredCells(
  openNow({ plan: 'family', covers: ['instructor'] }),
  changeNow,
);
const covered = `select user_id from public.dues_coverage
  where account_id = :dues_accounts.ofStudent and coalesce(covered_until > current_date, true)`;

const changes: Record<string, [call: Parameters<typeof change>[0], told: string]> = {
  'ended today': [{ ends: day(0) }, 'ok'],
  'ended yesterday': [{ ends: day(-1) }, 'dues_day_in_past'],
  'ended in ten years': [{ ends: day(3661) }, 'dues_day_too_far'],
  'never ended': [{ ends: 'null' }, 'ok'],
  'of its version': [{ ends: day(1), version: `'2020-01-01'` }, 'ok'],
  'of another version': [{ ends: day(1), version: `'2020-01-02'` }, 'precondition_failed'],
  'covering another': [{ covers: ':users.instructor' }, 'ok'],
  'covering who left': [{ covers: ':users.former' }, 'member_not_found'],
  'covering two': [{ covers: ':users.instructor, :users.manager' }, 'too_many_covered'],
  'covering whom another does': [{ covers: ':users.fellow' }, '23P01'],
  'covering since yesterday': [{ covers: ':users.instructor', from: day(-1) }, 'dues_day_in_past'],
  'covering in two years': [{ covers: ':users.instructor', from: day(700) }, 'dues_day_too_far'],
  'covering behind the end': [
    { covers: ':users.instructor', from: day(3), ends: day(2) },
    'dues_account_ended',
  ],
};
const changed = Object.keys(changes);
const third = Math.ceil(changed.length / 2);

const changeAccount: Subject = {
  name: 'private.change_dues_account(uuid,timestamp with time zone,boolean,date,uuid[],date)',
  returns: 'TABLE(refusal text, changed dues_accounts)',
  probes: {
    ...Object.fromEntries(changed.map((name) => [name, changeNow(changes[name]![0])])),
    'of south': changeNow({ account: 'southern', ends: day(1) }),
    'another version comes of it': `select ((changed).updated_at > '2020-06-01')::text from ${
      change({ covers: ':users.instructor' })
    }`,
    'whom it covers then': [changeNow({ covers: ':users.instructor' }), becomeSystem, covered],
    ...coveredProbes,
    'whom it covers to its end': [
      changeNow({ ends: day(5) }),
      becomeSystem,
      `select covered_until - current_date as days from public.dues_coverage
        where account_id = :dues_accounts.ofStudent`,
    ],
  },
  access: [
    ...[changed.slice(0, third), changed.slice(third)].map((some) =>
      grid(some, {
        'anonymous system': some.map(() => '42501'),
        'manager deputy': some.map((name) => changes[name]![1]),
        'everyone else': some.map(() => 'dues_account_not_found'),
      })
    ),
    `
| actor            | of south | another version comes of it | whom it covers then | whom it covers to its end |
| anonymous system | 42501    | 42501 | 42501      | 42501 |
| manager deputy   | dues_account_not_found | true | instructor | 6 |
| otherManager     | ok       | null  | student    | null |
| everyone else    | dues_account_not_found | null | student | null |`,
    ...coveredGrids,
  ],
};

export const accountFunctions: Subject[] = [openAccount, changeAccount];
