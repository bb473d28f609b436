import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { emergencyContacts } from '../../db/schema/identity/contacts/emergency-contacts.ts';
import { contactNotFound } from './update-contact.ts';

/**
 * Removes an emergency contact of the caller's or of a child of theirs.
 * @throws `contact_not_found`
 */
export async function removeContact(
  { db }: CallerContext,
  { contact_id }: { contact_id: string },
): Promise<void> {
  const [removed] = await db.delete(emergencyContacts).where(eq(emergencyContacts.id, contact_id))
    .returning({ id: emergencyContacts.id });
  if (!removed) throw contactNotFound();
}
