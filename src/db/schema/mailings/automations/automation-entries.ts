import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, integerFrom } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { stateMachine } from '../../../declare/state-machine.ts';
import { triggers } from '../../../declare/triggers.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { customers } from '../../store/customers/customers.ts';
import { privateSchema } from '../../system/private.ts';
import { eventDetails, eventKey } from './automation-events.ts';
import { automationVersions } from './automation-versions.ts';

/** `active`: a node is to come. `done`: it went through. `left`: it was ended before. */
export const entryStates = choices('active', 'done', 'left');

export const entryMachine = stateMachine(entryStates, {
  initial: 'active',
  legal: { active: ['done', 'left'], done: [], left: [] },
});

/** A customer on the way through a version, entered by one event, once. */
export const automationEntries = privateSchema.table('automation_entries', {
  id: id(),
  shop_id: uuid().notNull(),
  automation_id: uuid().notNull(),
  version_id: uuid().notNull(),
  customer_id: uuid().notNull(),
  /** Of the event. */
  key: text().notNull(),
  details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  state: entryStates.column().notNull().default('active'),
  /** The place of the node that comes next. */
  node: integer().notNull().default(0),
  due_at: instant().notNull(),
  ...timestamps(),
}, (t) => [
  unique('automation_entries_once').on(t.automation_id, t.customer_id, t.key),
  foreignKey({
    name: 'automation_entries_version_fkey',
    columns: [t.version_id, t.automation_id, t.shop_id],
    foreignColumns: [
      automationVersions.id,
      automationVersions.automation_id,
      automationVersions.shop_id,
    ],
  }).onDelete('cascade'),
  foreignKey({
    name: 'automation_entries_customer_fkey',
    columns: [t.customer_id, t.shop_id],
    foreignColumns: [customers.id, customers.shop_id],
  }).onDelete('cascade'),
  index('automation_entries_version_id_index').on(t.version_id, t.automation_id, t.shop_id),
  index('automation_entries_customer_id_index').on(t.customer_id, t.shop_id),
  // What is due in a shop, the oldest first.
  index('automation_entries_due_index').on(t.shop_id, t.due_at, t.id).where(
    sql`${t.state} = 'active'`,
  ),
  entryStates.check('automation_entries_state_check', t.state),
  eventKey.check('automation_entries_key_check', t.key),
  eventDetails.check('automation_entries_details_check', t.details),
  integerFrom(0).check('automation_entries_node_check', t.node),
  ...instants(t.due_at, t.created_at, t.updated_at),
]).enableRLS();

export const automationEntriesGrants = grants(automationEntries, {
  service_role: { select: true, insert: true, update: true },
});

export const automationEntriesTriggers = triggers(
  automationEntries,
  'touch',
  entryMachine.trigger('state'),
);
