import type { Subject } from '../../proof/cells.ts';
import { closed, ofTriggers } from '../closed.ts';
import { accountFunctions } from './dues-account-functions.ts';
import { bookFunctions } from './dues-book-functions.ts';
import { readingFunctions } from './dues-reading-functions.ts';
import { duesTables } from './dues-tables.ts';

const refusal = `(:gyms.north, :users.child, 'asked', 0, '2026-01-01', '2026-01-01', null)`;

/** Dues of gyms, and what check-in asks of them. */
export const dues: Subject[] = [
  ...duesTables,
  ...accountFunctions,
  ...bookFunctions,
  ...readingFunctions,
  ...ofTriggers('guard_dues_plan', 'end_dues_coverage', 'give_punch_back'),
  ...closed([
    [
      'dues_until(uuid,date,date)',
      'date',
      `dues_until(:dues_accounts.ofChild, '2026-01-01', '2026-01-01')`,
    ],
    [
      'dues_month(uuid,date,integer)',
      'date',
      `dues_month(:dues_accounts.ofChild, '2026-01-01', 1)`,
    ],
    [
      'dues_valid_until(uuid,date,integer)',
      'date',
      `dues_valid_until(:dues_accounts.ofChild, '2026-01-01', 1)`,
    ],
    ['dues_units(uuid)', 'integer', 'dues_units(:dues_accounts.ofChild)'],
    ['dues_day(uuid,timestamp with time zone)', 'date', 'dues_day(:gyms.north, now())'],
    [
      'dues_on(dues_accounts,date)',
      'TABLE(state text, overdue_since date, paid_until date, changes_on date)',
      `dues_on(null, '2026-01-01')`,
    ],
    [
      'dues_owed(dues_accounts,date)',
      'TABLE(months integer, amount numeric)',
      `dues_owed(null, '2026-01-01')`,
    ],
    ['dues_price(dues_accounts,date)', 'numeric', `dues_price(null, '2026-01-01')`],
    [
      'restate_dues(uuid,timestamp with time zone)',
      'void',
      'restate_dues(:dues_accounts.ofChild, now())',
    ],
    [
      'cover_person(uuid,uuid,uuid,date)',
      'void',
      `cover_person(:dues_accounts.ofChild, :gyms.north, :users.manager, '2026-01-01')`,
    ],
    [
      'uncover_person(uuid,uuid,date)',
      'void',
      `uncover_person(:dues_accounts.ofChild, :users.child, '2026-01-01')`,
    ],
    ['hold_covered(uuid,uuid[],uuid)', 'boolean', `hold_covered(:gyms.north, '{}', null)`],
    ['hold_dues_account(uuid)', 'SETOF dues_accounts', 'hold_dues_account(:dues_accounts.ofChild)'],
    ['end_dues_account(dues_accounts,date)', 'text', `end_dues_account(null, '2026-01-01')`],
    [
      'add_punches(uuid,uuid,uuid,integer)',
      'void',
      'add_punches(:dues_accounts.ofChild, :gyms.north, null, 1)',
    ],
    [
      'dues_free_punches(dues_accounts,date)',
      'SETOF uuid',
      `dues_free_punches(null, '2026-01-01')`,
    ],
    ['take_punch(dues_accounts,date)', 'uuid', `take_punch(null, '2026-01-01')`],
    ['spend_punch(uuid,uuid)', 'void', 'spend_punch(:dues_punches.left, :check_ins.student)'],
    [
      'dues_refusal(uuid,uuid,text,integer,date,date,uuid)',
      'TABLE(refusal text, card dues_accounts)',
      `dues_refusal${refusal}`,
    ],
    [
      'judge_dues(uuid,uuid,text,integer,date,date,uuid)',
      'TABLE(refusal text, punch uuid)',
      `judge_dues${refusal}`,
    ],
    [
      'who_moves_up(uuid,uuid,date,text,integer,date,boolean,integer)',
      'uuid[]',
      `who_moves_up(:gyms.north, :classes.mat, '2020-01-06', 'asked', 0, '2020-01-06', false, 1)`,
    ],
    ['erase_dues(uuid)', 'void', 'erase_dues(:users.fellow)'],
  ]),
];
