import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from './examples.ts';
import { emergencyContacts } from '../db/schema/identity/contacts/emergency-contacts.ts';
import { timestamps } from './fields.ts';

/** Whom to call: read by the person, their guardians and, leaving a trace, their gym's staff. */
export const EmergencyContact = createSelectSchema(emergencyContacts, {
  id: z.guid(),
  user_id: z.guid(),
  ...timestamps,
}).meta({
  id: 'EmergencyContact',
  example: {
    id: EXAMPLE.contact_id,
    user_id: EXAMPLE.child_id,
    name: 'Rosa Souza',
    phone: '+5511999998888',
    relation: 'aunt',
    notes: 'asthma',
    created_at: EXAMPLE.asked,
    updated_at: EXAMPLE.asked,
  },
});
export type EmergencyContact = z.output<typeof EmergencyContact>;
