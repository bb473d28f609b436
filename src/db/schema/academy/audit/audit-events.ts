import { or } from 'drizzle-orm';
import { index, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { jsonObjectOf } from '../../../declare/json-bounds.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { inGym, ofPersons, selectPolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { createdAt, id } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { gyms } from '../gyms.ts';

/** What leaves a trace. One word a deed, whichever function does it. */
export const auditActions = choices(
  'member_added',
  'role_changed',
  'birth_date_changed',
  'minor_read',
  'contacts_read',
  'invited',
  'invitation_revoked',
  'record_claimed',
  'guardianship_began',
  'guardianship_ended',
  'consent_given',
  'consent_withdrawn',
  'checked_in_by_staff',
  'overridden',
  'front_desk_let_in',
  'front_desk_revoked',
  'pin_set',
  'pin_removed',
  'shop_connected',
  'shop_credentials_replaced',
  'shop_disconnected',
  'shop_uninstalled',
  'shop_refused',
  'rank_system_written',
  'rank_system_withdrawn',
  'promoted',
  'graduation_voided',
  'title_recorded',
  'title_removed',
  'post_removed',
  'comment_removed',
  'customer_matched',
  'customer_unmatched',
  'gym_closing',
  'gym_kept',
  'gym_closed',
  'gym_exported',
  'dues_payment_voided',
  'erased',
);

/**
 * Who did what about whom, append-only, written by functions and triggers through `private.audit`.
 * The managers of the gym see it, and whom it is about with their guardians. Details hold facts of
 * the deed (a role before and after), and an erasure empties them with the names.
 */
export const auditEvents = pgTable('audit_events', {
  id: id(),
  /** Null for a deed in no gym, as about a child who is in none. */
  gym_id: uuid().references(() => gyms.id),
  /** Null for the system, and for somebody erased since. */
  actor_id: uuid().references(() => users.id),
  subject_id: uuid().references(() => users.id),
  action: auditActions.column().notNull(),
  details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  ...createdAt(),
}, (t) => [
  newestFirstIndex('audit_events_gym_id_index', t, t.gym_id),
  newestFirstIndex('audit_events_subject_id_index', t, t.subject_id),
  index('audit_events_actor_id_index').on(t.actor_id),
  auditActions.check('audit_events_action_check', t.action),
  jsonObjectOf(8192).check('audit_events_details_check', t.details),
  ...instants(t.created_at),
  selectPolicy(
    'audit_events_select_manager_or_subject',
    or(inGym(t.gym_id, 'MANAGER'), ofPersons(t.subject_id))!,
  ),
]).enableRLS();

export const auditEventsGrants = grants(auditEvents, {
  authenticated: { select: true },
  service_role: { select: true },
});

export const auditEventsTriggers = triggers(auditEvents, {
  name: 'append_only',
  before: ['update', 'delete'],
  run: 'private.guard_audit_event',
}, {
  name: 'never_emptied',
  before: ['truncate'],
  each: 'statement',
  run: 'private.refuse_change',
});

export const auditEventsPersonal = personalData(auditEvents, {
  subject_id: {
    export: 'audit_events',
    erase: {
      clear: ['subject_id', 'details'],
      gone: 'that events in the trail of your gyms are about you',
    },
  },
  actor_id: {
    export: { not: 'It is about other members.' },
    erase: { clear: ['actor_id'], gone: 'that events in the trail of your gyms are your doing' },
  },
});
