import { asc, eq } from 'drizzle-orm';
import type { EmergencyContact } from '../../contract/emergency-contact.ts';
import type { CallerContext } from '../../db/context.ts';
import { emergencyContacts } from '../../db/schema/identity/contacts/emergency-contacts.ts';

/** Lists whom to call for the caller or a child of theirs, in the order they were added. */
export async function listContacts(
  { db }: CallerContext,
  { user_id }: { user_id: string },
): Promise<{ items: EmergencyContact[] }> {
  const items = await db.select().from(emergencyContacts)
    .where(eq(emergencyContacts.user_id, user_id))
    .orderBy(asc(emergencyContacts.created_at), asc(emergencyContacts.id));
  return { items };
}
