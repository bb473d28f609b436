import { and, eq } from 'drizzle-orm';
import type { EmergencyContact } from '../../contract/emergency-contact.ts';
import type { CallerContext } from '../../db/context.ts';
import { emergencyContacts } from '../../db/schema/identity/contacts/emergency-contacts.ts';
import { assertVersion, isVersion } from '../../db/version.ts';
import { refuse } from '../../errors.ts';
import type { UpdateContactInput } from './contract.ts';

export const contactNotFound = () => refuse('contact_not_found');

/**
 * Changes an emergency contact of the caller's or of a child of theirs.
 * @throws `contact_not_found`, `precondition_failed`
 */
export async function updateContact(
  { db }: CallerContext,
  { contact_id, body, version }: {
    contact_id: string;
    body: UpdateContactInput;
    version: Date | undefined;
  },
): Promise<EmergencyContact> {
  const isContact = eq(emergencyContacts.id, contact_id);
  const [changed] = await db.update(emergencyContacts).set(body)
    .where(and(isContact, isVersion(emergencyContacts, version))).returning();
  if (changed) return changed;
  const [contact] = await db.select().from(emergencyContacts).where(isContact);
  if (contact) assertVersion(contact, version, 'contact');
  throw contactNotFound();
}
