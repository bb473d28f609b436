import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { calendarDate, instant } from '../contract/fields.ts';
import { exported, type PersonalPart } from '../db/declare/personal-part.ts';
import { auditEvents, auditEventsPersonal } from '../db/schema/academy/audit/audit-events.ts';
import { checkInsPersonal } from '../db/schema/academy/check-ins/check-ins.ts';
import { gymsPersonal } from '../db/schema/academy/gyms.ts';
import { invitationsPersonal } from '../db/schema/academy/invitations/invitations.ts';
import { membershipsPersonal } from '../db/schema/academy/memberships.ts';
import { calendarLinksPersonal } from '../db/schema/academy/schedule/calendar-links.ts';
import { classChangesPersonal } from '../db/schema/academy/schedule/class-changes.ts';
import { classesPersonal } from '../db/schema/academy/schedule/classes.ts';
import { frontDeskPersonal } from './front-desk/personal-data.ts';

const gym = z.object({ id: z.guid(), name: z.string() });
const withGym = { gym: { columns: { id: true, name: true } } } as const;

const HeldEvent = createSelectSchema(auditEvents, {
  gym_id: z.guid().nullable(),
  actor_id: z.guid().nullable(),
  created_at: instant,
}).pick({ gym_id: true, actor_id: true, action: true, details: true, created_at: true });

/** What the academy has of a person; `private.erase_academy` removes it. */
export const academyPersonal: PersonalPart = {
  personal: [
    ...[membershipsPersonal, gymsPersonal, auditEventsPersonal, invitationsPersonal],
    ...[classesPersonal, classChangesPersonal, calendarLinksPersonal, checkInsPersonal],
    ...frontDeskPersonal.personal,
  ],
  exports: {
    memberships: exported(
      'memberships',
      z.array(z.object({
        gym,
        role: z.string(),
        approved_at: instant.nullable(),
        denied_at: instant.nullable(),
        left_at: instant.nullable(),
        external_ref: z.string().nullable(),
        created_at: instant,
      })),
      { with: withGym },
    ),
    check_ins: exported(
      'checkIns',
      z.array(z.object({
        gym,
        class: z.object({ modality: z.string() }),
        class_date: calendarDate,
        status: z.string(),
        made_at: instant,
        received_at: instant,
        override_reason: z.string().nullable(),
      })),
      { with: { ...withGym, class: { columns: { modality: true } } } },
    ),
    classes_taught: exported(
      'classesTaught',
      z.array(z.object({
        gym,
        modality: z.string(),
        weekday: z.int(),
        starts_at: z.string(),
        ends_at: z.string(),
        starts_on: calendarDate,
        ends_on: calendarDate.nullable(),
        deleted_at: instant.nullable(),
      })),
      { with: withGym },
    ),
    substitutions: exported(
      'substitutions',
      z.array(
        z.object({ gym, class_date: calendarDate.nullable(), reason: z.string().nullable() }),
      ),
      { with: withGym },
    ),
    calendar_links: exported(
      'calendarLinks',
      z.array(z.object({ created_at: instant, revoked_at: instant.nullable() })),
      { columns: { created_at: true, revoked_at: true } },
    ),
    ...frontDeskPersonal.exports,
    audit_events: exported('auditEvents', z.array(HeldEvent)),
  },
};
