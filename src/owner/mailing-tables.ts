import type { PgTable } from 'drizzle-orm/pg-core';
import { automationEntries } from '../db/schema/mailings/automations/automation-entries.ts';
import { automationEvents } from '../db/schema/mailings/automations/automation-events.ts';
import { automationVersions } from '../db/schema/mailings/automations/automation-versions.ts';
import { automations } from '../db/schema/mailings/automations/automations.ts';
import { customerTags } from '../db/schema/mailings/automations/customer-tags.ts';
import { dryRunCustomers } from '../db/schema/mailings/dry-runs/dry-run-customers.ts';
import { dryRuns } from '../db/schema/mailings/dry-runs/dry-runs.ts';
import { mailingContacts } from '../db/schema/mailings/messages/mailing-contacts.ts';
import { mailingSettings } from '../db/schema/mailings/messages/mailing-settings.ts';
import { messageLogs } from '../db/schema/mailings/messages/message-logs.ts';
import { forgottenSuppressions } from '../db/schema/mailings/suppressions/forgotten-suppressions.ts';
import { refusedTopics } from '../db/schema/mailings/suppressions/refused-topics.ts';
import { suppressions } from '../db/schema/mailings/suppressions/suppressions.ts';
import { messageTemplateVersions } from '../db/schema/mailings/templates/message-template-versions.ts';
import { messageTemplates } from '../db/schema/mailings/templates/message-templates.ts';
import { DERIVED, type GymTable, rows, rowsBy } from './gym-table.ts';

const MOMENT = { not: 'it is true of one moment' };
const UNDER_WAY = { not: 'it is what is under way; what came of it are messages and tags' };

const ofShop = (table: PgTable, exported: GymTable['export']): GymTable => ({
  table,
  by: 'shop_id',
  export: exported,
  closing: 'erased',
});

/**
 * What a gym's shops send by themselves. Who wants nothing is in the export as well: whoever takes the
 * list elsewhere must know.
 */
export const mailingTables: readonly GymTable[] = [
  ofShop(mailingSettings, rowsBy(mailingSettings, mailingSettings.shop_id)),
  ofShop(messageTemplates, rows(messageTemplates)),
  ofShop(
    messageTemplateVersions,
    rowsBy(
      messageTemplateVersions,
      ...[messageTemplateVersions.template_id, messageTemplateVersions.number],
    ),
  ),
  ofShop(automations, rows(automations)),
  ofShop(
    automationVersions,
    rowsBy(automationVersions, automationVersions.automation_id, automationVersions.number),
  ),
  ofShop(automationEvents, UNDER_WAY),
  ofShop(automationEntries, UNDER_WAY),
  ofShop(customerTags, rowsBy(customerTags, customerTags.customer_id, customerTags.tag)),
  ofShop(messageLogs, rows(messageLogs, 'claim', 'claimed_until')),
  ofShop(mailingContacts, DERIVED),
  ofShop(suppressions, rows(suppressions)),
  ofShop(forgottenSuppressions, { not: 'it is kept as hashes, of whom the shop was to forget' }),
  ofShop(refusedTopics, rowsBy(refusedTopics, refusedTopics.customer_id, refusedTopics.topic)),
  ofShop(dryRuns, MOMENT),
  ofShop(dryRunCustomers, MOMENT),
];
