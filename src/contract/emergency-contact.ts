import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { emergencyContacts } from '../db/schema/identity/contacts/emergency-contacts.ts';
import { timestamps } from './fields.ts';

/** Whom to call: read by the person, their guardians and, leaving a trace, their gym's staff. */
export const EmergencyContact = createSelectSchema(emergencyContacts, {
  id: z.guid(),
  user_id: z.guid(),
  ...timestamps,
}).meta({ id: 'EmergencyContact' });
export type EmergencyContact = z.output<typeof EmergencyContact>;
