import { z } from 'zod';
import { instant } from '../../contract/fields.ts';
import { dateOfBirth, recordFields } from '../../contract/person.ts';
import { textVersion } from '../../db/schema/identity/consents/consent-texts.ts';
import { guardianRelations } from '../../db/schema/identity/family/guardianships.ts';
import { User } from '../account/contract.ts';

export const ChildParams = z.object({ user_id: z.guid() });

/** A child as their guardian sees them. */
export const Child = User.extend({
  relation: guardianRelations.schema,
  guardian_since: instant,
}).meta({ id: 'Child' });
export type Child = z.output<typeof Child>;

const { last_name, gender, phone } = recordFields;

/** The consent names the text that the guardian was shown: `GET /consent-texts`. */
export const AddChildInput = z.strictObject({
  ...recordFields,
  birth_date: dateOfBirth.meta({ description: 'The child is not eighteen yet' }),
  last_name: last_name.default(null),
  gender: gender.default(null),
  phone: phone.default(null),
  relation: guardianRelations.schema,
  consent: textVersion.schema.meta({
    description: 'The version of the text `child_data` that the guardian agrees to',
    example: '2026-11.en',
  }),
}).meta({ id: 'AddChildInput' });
export type AddChildInput = z.output<typeof AddChildInput>;

export const UpdateChildInput = z.strictObject({ ...recordFields, birth_date: dateOfBirth })
  .partial().refine((input) => Object.keys(input).length > 0, {
    error: 'must name at least one field',
  }).meta({ id: 'UpdateChildInput' });
export type UpdateChildInput = z.output<typeof UpdateChildInput>;
