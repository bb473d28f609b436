import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { choices } from '../../../declare/choice.ts';
import { instants, integerFrom, textOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { retention } from '../../../declare/retention.ts';
import { stateMachine } from '../../../declare/state-machine.ts';
import { triggers } from '../../../declare/triggers.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { inShop } from '../policies.ts';
import { shops } from '../shops/shops.ts';

/** Where the lines come from: bulk operations that we had Shopify run, or a file. */
export const backfillSources = choices('bulk', 'file');
export const backfillStates = choices('queued', 'running', 'succeeded', 'failed', 'cancelled');

export const backfillMachine = stateMachine(backfillStates, {
  initial: 'queued',
  legal: {
    queued: ['running', 'failed', 'cancelled'],
    running: ['succeeded', 'failed', 'cancelled'],
    succeeded: [],
    failed: [],
    cancelled: [],
  },
});

export const backfillName = textOf(255);
/** Why it failed, as a code: see `src/store/backfills/failure.ts`. */
const failureCode = textOf(64);
const count = integerFrom(0);
const bytes = integerFrom(0, Number.MAX_SAFE_INTEGER);

/**
 * All that Shopify tells of a shop's past, read from lines: how far that is, and what it came to. The
 * counts are of lines, written in one transaction with what the lines changed.
 */
export const backfills = pgTable('backfills', {
  id: id(),
  shop_id: uuid().notNull().references(() => shops.id, { onDelete: 'cascade' }),
  source: backfillSources.column().notNull(),
  /** Of the file. */
  name: text(),
  state: backfillStates.column().notNull().default('queued'),
  error: text(),
  bytes_done: bigint({ mode: 'number' }).notNull().default(0),
  /** Null where it is not known before the end. */
  bytes_total: bigint({ mode: 'number' }),
  lines_done: integer().notNull().default(0),
  lines_total: integer(),
  customers: integer().notNull().default(0),
  orders: integer().notNull().default(0),
  /** Customers and orders that the lines changed; the rest was known. */
  changed: integer().notNull().default(0),
  /** Lines about something else. */
  ignored: integer().notNull().default(0),
  /** Lines that could not be read: `backfill_rejects` has the first of them. */
  rejected: integer().notNull().default(0),
  ended_at: instant(),
  ...timestamps(),
}, (t) => [
  unique('backfills_id_shop_id_unique').on(t.id, t.shop_id),
  newestFirstIndex('backfills_shop_id_index', t, t.shop_id),
  // Started twice is started once.
  uniqueIndex('backfills_live_unique').on(t.shop_id)
    .where(sql`${t.source} = 'bulk' and ${t.state} in ('queued', 'running')`),
  backfillSources.check('backfills_source_check', t.source),
  backfillStates.check('backfills_state_check', t.state),
  backfillName.check('backfills_name_check', t.name),
  failureCode.check('backfills_error_check', t.error),
  check('backfills_failed_check', sql`(${t.state} = 'failed') = (${t.error} is not null)`),
  check(
    'backfills_ended_check',
    sql`(${t.state} in ('queued', 'running')) = (${t.ended_at} is null)`,
  ),
  bytes.check('backfills_bytes_done_check', t.bytes_done),
  bytes.check('backfills_bytes_total_check', t.bytes_total),
  count.check('backfills_lines_done_check', t.lines_done),
  count.check('backfills_lines_total_check', t.lines_total),
  ...instants(t.ended_at, t.created_at, t.updated_at),
  selectPolicy('backfills_select_manager', inShop(t.shop_id)),
]).enableRLS();

export const backfillsGrants = grants(backfills, { authenticated: { select: true } });

export const backfillsTriggers = triggers(backfills, 'touch', backfillMachine.trigger('state'));

export const backfillsRetention = retention(backfills, {
  what: 'how backfills went',
  days: 365,
  since: backfills.ended_at,
  why: 'what they brought is there; when it came is asked for a while',
});
