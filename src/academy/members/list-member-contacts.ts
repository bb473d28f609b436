import { sql } from 'drizzle-orm';
import type { EmergencyContact } from '../../contract/emergency-contact.ts';
import type { CallerContext } from '../../db/context.ts';
import { callForRows } from '../../db/call.ts';
import { emergencyContacts } from '../../db/schema/identity/contacts/emergency-contacts.ts';

/**
 * Lists whom to call for a member, for the staff of the gym. The trail says who read
 * them on which days. To others nobody has contacts.
 */
export async function listMemberContacts(
  { db }: CallerContext,
  { gym_id, user_id }: { gym_id: string; user_id: string },
): Promise<{ items: EmergencyContact[] }> {
  const call = sql`private.member_contacts(${gym_id}, ${user_id})`;
  return { items: await callForRows(db, emergencyContacts, call) };
}
