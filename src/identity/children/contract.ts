import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant } from '../../contract/fields.ts';
import { dateOfBirth, recordFields } from '../../contract/person.ts';
import { textVersion } from '../../db/schema/identity/consents/consent-texts.ts';
import { guardianRelations } from '../../db/schema/identity/family/guardianships.ts';
import { User } from '../account/contract.ts';

export const ChildParams = z.object({ user_id: z.guid() });

const bia = {
  ...{ first_name: 'Bia', last_name: 'Souza', birth_date: '2016-05-14', gender: 'female' },
  phone: null,
};

const example = {
  ...{
    id: EXAMPLE.child_id,
    email: null,
    ...bia,
    image_url: null,
    instagram: null,
    timezone: null,
  },
  ...{ created_at: EXAMPLE.asked, updated_at: EXAMPLE.asked },
};

/** A child as their guardian sees them. */
export const Child = User.extend({
  relation: guardianRelations.schema,
  guardian_since: instant,
}).meta({
  id: 'Child',
  example: { ...example, relation: 'parent', guardian_since: EXAMPLE.asked },
});
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
}).meta({ id: 'AddChildInput', example: { ...bia, relation: 'parent', consent: '2026-11.en' } });
export type AddChildInput = z.output<typeof AddChildInput>;

export const UpdateChildInput = z.strictObject({ ...recordFields, birth_date: dateOfBirth })
  .partial().refine((input) => Object.keys(input).length > 0, {
    error: 'must name at least one field',
  }).meta({ id: 'UpdateChildInput', example: { phone: '+5511999998888' } });
export type UpdateChildInput = z.output<typeof UpdateChildInput>;
