import { relations } from 'drizzle-orm';
import { auditEvents } from './academy/audit/audit-events.ts';
import { checkIns } from './academy/check-ins/check-ins.ts';
import { frontDeskEvents } from './academy/front-desk/front-desk-events.ts';
import { memberships } from './academy/memberships.ts';
import { calendarLinks } from './academy/schedule/calendar-links.ts';
import { classChanges } from './academy/schedule/class-changes.ts';
import { classes } from './academy/schedule/classes.ts';
import { agentSessions } from './agent/sessions/agent-sessions.ts';
import { usageEvents } from './agent/usage/usage-events.ts';
import { duesAccounts } from './billing/dues/accounts/dues-accounts.ts';
import { duesCoverage } from './billing/dues/accounts/dues-coverage.ts';
import { graduations } from './belts/graduations/graduations.ts';
import { titles } from './belts/graduations/titles.ts';
import { comments } from './community/comments/comments.ts';
import { postEdits } from './community/posts/post-edits.ts';
import { posts } from './community/posts/posts.ts';
import { postReactions } from './community/reactions/post-reactions.ts';
import { postReports } from './community/reports/post-reports.ts';
import { consents } from './identity/consents/consents.ts';
import { emergencyContacts } from './identity/contacts/emergency-contacts.ts';
import { guardianships } from './identity/family/guardianships.ts';
import { pushTokens } from './identity/push-tokens.ts';
import { userProfiles } from './identity/user-profiles.ts';
import { users } from './identity/users.ts';
import { documents } from './knowledge/documents.ts';
import { notificationPreferences } from './notifications/notification-preferences.ts';
import { notificationRecipients } from './notifications/notification-recipients.ts';
import { membershipPeriods } from './owner/overview/membership-periods.ts';
import { assets } from './materials/assets.ts';
import { attachments } from './materials/attachments.ts';
import { customers } from './store/customers/customers.ts';

/** What every feature holds of a person: for their export, which alone loads all of it. */
export const usersRelations = relations(users, ({ one, many }) => ({
  profile: one(userProfiles, { fields: [users.id], references: [userProfiles.user_id] }),
  pushTokens: many(pushTokens),
  guardianships: many(guardianships, { relationName: 'guardian' }),
  guardians: many(guardianships, { relationName: 'dependent' }),
  consents: many(consents, { relationName: 'consent' }),
  consentsGiven: many(consents, { relationName: 'giver' }),
  emergencyContacts: many(emergencyContacts),
  memberships: many(memberships, { relationName: 'member' }),
  membershipPeriods: many(membershipPeriods),
  checkIns: many(checkIns, { relationName: 'attendee' }),
  auditEvents: many(auditEvents, { relationName: 'subject' }),
  classesTaught: many(classes, { relationName: 'instructor' }),
  substitutions: many(classChanges, { relationName: 'substitute' }),
  calendarLinks: many(calendarLinks),
  frontDeskEvents: many(frontDeskEvents),
  graduations: many(graduations, { relationName: 'graduate' }),
  titles: many(titles, { relationName: 'champion' }),
  notifications: many(notificationRecipients),
  notificationPreferences: many(notificationPreferences),
  posts: many(posts, { relationName: 'author' }),
  postEdits: many(postEdits, { relationName: 'editor' }),
  comments: many(comments, { relationName: 'commenter' }),
  postReactions: many(postReactions),
  postReports: many(postReports, { relationName: 'reporter' }),
  assetsMade: many(assets, { relationName: 'asset_maker' }),
  attachmentsMade: many(attachments, { relationName: 'attachment_maker' }),
  documents: many(documents),
  agentSessions: many(agentSessions),
  usageEvents: many(usageEvents),
  customers: many(customers),
  duesAccounts: many(duesAccounts),
  duesCoverage: many(duesCoverage),
}));
