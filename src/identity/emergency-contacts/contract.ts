import { z } from 'zod';
import { phoneNumber } from '../../db/declare/bounds.ts';
import { personName } from '../../db/declare/person-bounds.ts';
import {
  contactRelation,
  medicalNotes,
} from '../../db/schema/identity/contacts/emergency-contacts.ts';

const contactFields = {
  name: personName.schema,
  phone: phoneNumber.schema.meta({ example: '+5511999998888' }),
  relation: contactRelation.schema.nullable(),
  notes: medicalNotes.schema.nullable().meta({ description: 'What a helper must know' }),
};

export const AddContactInput = z.strictObject({
  ...contactFields,
  relation: contactFields.relation.default(null),
  notes: contactFields.notes.default(null),
}).meta({
  id: 'AddContactInput',
  example: { name: 'Rosa Souza', phone: '+5511999998888', relation: 'aunt', notes: 'asthma' },
});
export type AddContactInput = z.output<typeof AddContactInput>;

export const UpdateContactInput = z.strictObject(contactFields).partial().refine(
  (input) => Object.keys(input).length > 0,
  { error: 'must name at least one field' },
).meta({ id: 'UpdateContactInput', example: { notes: 'asthma, has a spray' } });
export type UpdateContactInput = z.output<typeof UpdateContactInput>;

export const ContactParams = z.object({ contact_id: z.guid() });
