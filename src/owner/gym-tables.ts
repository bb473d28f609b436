import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { keyset } from '../db/keyset.ts';
import { auditEvents } from '../db/schema/academy/audit/audit-events.ts';
import { checkIns } from '../db/schema/academy/check-ins/check-ins.ts';
import { classDates } from '../db/schema/academy/check-ins/class-dates.ts';
import { frontDeskEvents } from '../db/schema/academy/front-desk/front-desk-events.ts';
import { frontDesks } from '../db/schema/academy/front-desk/front-desks.ts';
import { memberPins } from '../db/schema/academy/front-desk/member-pins.ts';
import { invitations } from '../db/schema/academy/invitations/invitations.ts';
import { memberships } from '../db/schema/academy/memberships.ts';
import { calendarLinks } from '../db/schema/academy/schedule/calendar-links.ts';
import { classChanges } from '../db/schema/academy/schedule/class-changes.ts';
import { classes } from '../db/schema/academy/schedule/classes.ts';
import { gradingEvents } from '../db/schema/belts/graduations/grading-events.ts';
import { graduations } from '../db/schema/belts/graduations/graduations.ts';
import { titles } from '../db/schema/belts/graduations/titles.ts';
import { duesAccounts } from '../db/schema/billing/dues/accounts/dues-accounts.ts';
import { duesCoverage } from '../db/schema/billing/dues/accounts/dues-coverage.ts';
import { duesPunches } from '../db/schema/billing/dues/check-ins/dues-punches.ts';
import { duesFreezes } from '../db/schema/billing/dues/freezes/dues-freezes.ts';
import { duesPayments } from '../db/schema/billing/dues/payments/dues-payments.ts';
import { duesPlans } from '../db/schema/billing/dues/plans/dues-plans.ts';
import { rankSystems } from '../db/schema/belts/systems/rank-systems.ts';
import { assets } from '../db/schema/materials/assets.ts';
import { attachments } from '../db/schema/materials/attachments.ts';
import { comments } from '../db/schema/community/comments/comments.ts';
import { postEdits } from '../db/schema/community/posts/post-edits.ts';
import { postStats } from '../db/schema/community/posts/post-stats.ts';
import { posts } from '../db/schema/community/posts/posts.ts';
import { postReactions } from '../db/schema/community/reactions/post-reactions.ts';
import { postReports } from '../db/schema/community/reports/post-reports.ts';
import { documentChunks } from '../db/schema/knowledge/document-chunks.ts';
import { documents } from '../db/schema/knowledge/documents.ts';
import { notificationRecipients } from '../db/schema/notifications/notification-recipients.ts';
import { notifications } from '../db/schema/notifications/notifications.ts';
import { gymClosings } from '../db/schema/owner/closing/gym-closings.ts';
import { membershipPeriods } from '../db/schema/owner/overview/membership-periods.ts';
import { customers } from '../db/schema/store/customers/customers.ts';
import { orders } from '../db/schema/store/orders/orders.ts';
import { shops } from '../db/schema/store/shops/shops.ts';
import { DERIVED, type GymTable, rows } from './gym-table.ts';
import { mailingTables } from './mailing-tables.ts';

const gym = (
  table: PgTable,
  exported: GymTable['export'],
  closing: GymTable['closing'] = 'erased',
): GymTable => ({ table, by: 'gym_id', export: exported, closing });

const OTHERS = { not: 'it is what others did with it, which no manager reads' };
const HISTORY = { kept: "it is the members' own history, which they keep when the gym is gone" };

/**
 * Every table that has a gym's rows. A manager's export is read as the manager, so that nothing is in it
 * that row security would hide; what a closing deletes, `private.erase_gym_slice` says in SQL. A test
 * holds both against this, and this against the catalog.
 */
export const gymTables: readonly GymTable[] = [
  gym(memberships, rows(memberships), { kept: 'who was a member keeps that; the number is gone' }),
  gym(membershipPeriods, DERIVED, { kept: 'as memberships are' }),
  gym(classes, rows(classes)),
  gym(classChanges, rows(classChanges)),
  gym(classDates, DERIVED),
  gym(checkIns, {
    order: keyset('desc', checkIns.made_at, checkIns.id),
    columns: getTableColumns(checkIns),
  }),
  gym(calendarLinks, rows(calendarLinks, 'token_hash')),
  gym(invitations, rows(invitations, 'token_hash')),
  gym(memberPins, { not: 'they open the front desk, and are kept as hashes' }),
  gym(frontDesks, rows(frontDesks, 'token_hash')),
  gym(frontDeskEvents, rows(frontDeskEvents)),
  gym(duesPlans, rows(duesPlans)),
  gym(duesAccounts, rows(duesAccounts)),
  gym(duesCoverage, rows(duesCoverage)),
  gym(duesPayments, rows(duesPayments)),
  gym(duesFreezes, rows(duesFreezes)),
  gym(duesPunches, { not: 'it follows from payments and check-ins' }),
  gym(rankSystems, rows(rankSystems)),
  gym(gradingEvents, rows(gradingEvents), HISTORY),
  gym(graduations, rows(graduations), HISTORY),
  gym(titles, rows(titles), HISTORY),
  gym(notifications, { not: 'a function tells it, of the words to their readers: `exportGym`' }),
  gym(notificationRecipients, OTHERS),
  gym(posts, rows(posts)),
  gym(postEdits, rows(postEdits)),
  gym(postStats, DERIVED),
  gym(comments, rows(comments)),
  gym(postReactions, OTHERS),
  gym(postReports, { not: 'who reported is for nobody to know' }),
  gym(assets, rows(assets)),
  gym(attachments, rows(attachments)),
  gym(documents, rows(documents)),
  gym(documentChunks, { not: 'it follows from the document, which can be downloaded' }),
  gym(auditEvents, rows(auditEvents), { kept: 'who did what to whom can be asked for years' }),
  gym(gymClosings, rows(gymClosings), { kept: 'it says when the gym was closed' }),
  gym(shops, rows(shops), { kept: 'it says that there was a shop; all below it is deleted' }),
  { table: customers, by: 'shop_id', export: rows(customers), closing: 'erased' },
  {
    table: orders,
    by: 'shop_id',
    export: {
      order: keyset('desc', orders.placed_at, orders.id),
      columns: getTableColumns(orders),
    },
    closing: 'erased',
  },
  ...mailingTables,
];

/** The tables of an export, in its order. */
export const exportedTables = gymTables.flatMap(({ table, by, export: how }) =>
  'not' in how ? [] : [{ name: getTableName(table), table, by, ...how }]
);
