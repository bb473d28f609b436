import type { Subject } from '../../proof/cells.ts';
import { ofShops as rows } from '../../world/store/backfills.ts';
import { touched } from '../returning.ts';
import { backfillFunctions } from './backfill-functions.ts';

/** What managers of the shop's gym read, and functions and the system alone write. */
const read = (
  table: string,
  columns: string,
  values: string,
  system: { update: string; insert?: string; deletes?: string },
  key: Partial<Subject> = {},
  { probes, access }: Pick<Subject, 'probes' | 'access'> = { probes: {}, access: [] },
): Subject => ({
  name: `public.${table}`,
  rows,
  ...key,
  probes: {
    select: `select * from public.${table}`,
    insert: `insert into public.${table} (${columns}) values (${values})`,
    'update blindly': `update public.${table} set ${system.update}`,
    'delete blindly': `delete from public.${table}`,
    truncate: `truncate public.${table}`,
    ...probes,
  },
  access: [
    ...access,
    `
| actor          | select      | insert | update blindly | delete blindly | truncate |
| anonymous      | 42501       | 42501  | 42501          | 42501          | 42501    |
| manager deputy | north left  | 42501  | 42501          | 42501          | 42501    |
| otherManager   | south taken | 42501  | 42501          | 42501          | 42501    |
| system         | all         | ${system.insert ?? '×1'} | ×5 | ${system.deletes ?? '×5'} | 42501 |
| everyone else  | -           | 42501  | 42501          | 42501          | 42501    |`,
  ],
});

/** What has states: its version moves, and nobody goes back, the system neither. */
const movesOn = (table: string): Pick<Subject, 'probes' | 'access'> => ({
  probes: {
    update: `update public.${table} set created_at = created_at where id = :row ${touched}`,
    'begin again': `update public.${table} set state = 'queued', ended_at = null
      where id = :row returning 'ok'`,
  },
  access: [`
| actor         | update | begin again        |
| system        | all    | 23514: all · north |
| everyone else | 42501  | 42501              |`],
});

/** What only the system reads. */
const hidden = (
  table: string,
  columns: string,
  values: string,
  update: string,
  key: Partial<Subject> = {},
): Subject => ({
  name: `private.${table}`,
  rows,
  ...key,
  probes: {
    select: `select * from private.${table}`,
    insert: `insert into private.${table} (${columns}) values (${values})`,
    update: `update private.${table} set ${update}`,
    delete: `delete from private.${table}`,
    truncate: `truncate private.${table}`,
  },
  access: [`
| actor         | select | insert | update | delete | truncate |
| system        | all    | ×1     | ×5     | ×5     | 42501    |
| everyone else | 42501  | 42501  | 42501  | 42501  | 42501    |`],
});

const rejects = { key: 'backfill_id', ids: 'backfills' };
const compared = { key: 'reconciliation_id', ids: 'reconciliations' };
const ofNorth = ':backfills.north, :shops.north';
const ofItsNight = ':reconciliations.north, :shops.north';

export const backfills: Subject[] = [
  read(
    'backfills',
    'shop_id, source',
    `:shops.north, 'file'`,
    { update: 'lines_total = 1' },
    {},
    movesOn('backfills'),
  ),
  read(
    'backfill_rejects',
    'backfill_id, shop_id, kind, line_number, reason, line',
    `${ofNorth}, 'orders', 2, 'x', 'y'`,
    { update: `reason = 'x'` },
    rejects,
  ),
  read(
    'reconciliations',
    'shop_id',
    ':shops.south',
    { update: 'compared = 1' },
    {},
    movesOn('reconciliations'),
  ),
  read(
    'order_differences',
    'reconciliation_id, shop_id, shopify_id, kind, theirs',
    `${ofItsNight}, 5, 'missing', '{}'`,
    { update: `theirs = '{"a": 1}'` },
    compared,
  ),
  hidden(
    'line_sources',
    'shop_id, backfill_id, kind',
    `:shops.north, :backfills.north, 'customers'`,
    'lines_total = 1',
  ),
  hidden(
    'orders_seen',
    'reconciliation_id, shop_id, shopify_id',
    `${ofItsNight}, 5`,
    'shopify_id = 6',
    compared,
  ),
  ...backfillFunctions,
];
