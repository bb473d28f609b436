import type { EmergencyContact } from '../../contract/emergency-contact.ts';
import type { CallerContext } from '../../db/context.ts';
import { emergencyContacts } from '../../db/schema/identity/contacts/emergency-contacts.ts';
import { findPostgresError } from '../../db/violation.ts';
import { childNotFound } from '../children/is-child.ts';
import type { AddContactInput } from './contract.ts';

/**
 * Adds whom to call for the caller or a child of theirs.
 * @throws `child_not_found`
 */
export async function addContact(
  { db }: CallerContext,
  { user_id, body }: { user_id: string; body: AddContactInput },
): Promise<EmergencyContact> {
  const [contact] = await db.insert(emergencyContacts).values({ ...body, user_id }).returning()
    .catch((error) => {
      const { code, constraint_name } = findPostgresError(error) ?? {};
      throw code === '42501' && !constraint_name ? childNotFound() : error;
    });
  return contact!;
}
