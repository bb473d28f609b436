import type { auditEvents } from '../../src/db/schema/academy/audit/audit-events.ts';
import type { gyms } from '../../src/db/schema/academy/gyms.ts';
import type { invitations } from '../../src/db/schema/academy/invitations/invitations.ts';
import type { memberships } from '../../src/db/schema/academy/memberships.ts';
import type { calendarLinks } from '../../src/db/schema/academy/schedule/calendar-links.ts';
import type { classChanges } from '../../src/db/schema/academy/schedule/class-changes.ts';
import type { classes } from '../../src/db/schema/academy/schedule/classes.ts';
import type { consents } from '../../src/db/schema/identity/consents/consents.ts';
import type { emergencyContacts } from '../../src/db/schema/identity/contacts/emergency-contacts.ts';
import type { guardianships } from '../../src/db/schema/identity/family/guardianships.ts';
import type { membershipPeriods } from '../../src/db/schema/owner/overview/membership-periods.ts';
import type { users } from '../../src/db/schema/identity/users.ts';

/** What the generator makes, table by table, in an order in which rows can refer to earlier ones. */
export interface Rows {
  users: (typeof users.$inferInsert)[];
  gyms: (typeof gyms.$inferInsert)[];
  memberships: (typeof memberships.$inferInsert)[];
  membership_periods: (typeof membershipPeriods.$inferInsert)[];
  guardianships: (typeof guardianships.$inferInsert)[];
  consents: (typeof consents.$inferInsert)[];
  emergency_contacts: (typeof emergencyContacts.$inferInsert)[];
  classes: (typeof classes.$inferInsert)[];
  class_changes: (typeof classChanges.$inferInsert)[];
  invitations: (typeof invitations.$inferInsert)[];
  calendar_links: (typeof calendarLinks.$inferInsert)[];
  audit_events: (typeof auditEvents.$inferInsert)[];
}
