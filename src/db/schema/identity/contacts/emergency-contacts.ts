import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instants, phoneNumber, textOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { personName } from '../../../declare/person-bounds.ts';
import {
  deletePolicy,
  insertPolicy,
  ofPersons,
  selectPolicy,
  updatePolicy,
} from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { id, timestamps } from '../../columns.ts';
import { users } from '../users.ts';

export const contactRelation = textOf(60);
export const medicalNotes = textOf(2000);

/**
 * Whom to call when something happens, and what a helper must know. One's own and a child's; staff
 * read them by `private.member_contacts` only, which leaves a trace.
 */
export const emergencyContacts = pgTable('emergency_contacts', {
  id: id(),
  user_id: uuid().notNull().references(() => users.id),
  name: text().notNull(),
  phone: text().notNull(),
  relation: text(),
  /** Medical: allergies, asthma, what to bring. */
  notes: text(),
  ...timestamps(),
}, (t) => [
  newestFirstIndex('emergency_contacts_user_id_index', t, t.user_id),
  personName.check('emergency_contacts_name_check', t.name),
  phoneNumber.check('emergency_contacts_phone_check', t.phone),
  contactRelation.check('emergency_contacts_relation_check', t.relation),
  medicalNotes.check('emergency_contacts_notes_check', t.notes),
  ...instants(t.created_at, t.updated_at),
  selectPolicy('emergency_contacts_select_own', ofPersons(t.user_id)),
  insertPolicy('emergency_contacts_insert_own', ofPersons(t.user_id)),
  updatePolicy('emergency_contacts_update_own', ofPersons(t.user_id), ofPersons(t.user_id)),
  deletePolicy('emergency_contacts_delete_own', ofPersons(t.user_id)),
]).enableRLS();

export const emergencyContactsGrants = grants(emergencyContacts, {
  authenticated: {
    select: true,
    insert: true,
    update: ['name', 'phone', 'relation', 'notes'],
    delete: true,
  },
});

export const emergencyContactsTriggers = triggers(emergencyContacts, 'touch', 'stamp');

export const emergencyContactsPersonal = personalData(emergencyContacts, {
  user_id: {
    export: 'emergency_contacts',
    erase: { delete: 'emergency contacts and medical notes' },
  },
});
