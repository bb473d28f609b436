import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate, timestamps } from '../../contract/fields.ts';
import { email, recordFields } from '../../contract/person.ts';
import { externalRef } from '../../db/schema/academy/memberships.ts';
import { users } from '../../db/schema/identity/users.ts';
import { memberRoles } from '../../db/schema/platform/member-roles.ts';

const bia = {
  ...{ first_name: 'Bia', last_name: 'Souza', birth_date: '2016-05-14', gender: 'female' },
  phone: null,
};

/** A member's profile, as the staff of the gym sees it. */
export const Member = createSelectSchema(users, {
  id: z.guid(),
  birth_date: calendarDate.nullable(),
  ...timestamps,
}).pick({
  id: true,
  first_name: true,
  last_name: true,
  email: true,
  birth_date: true,
  gender: true,
  phone: true,
  created_at: true,
  updated_at: true,
}).meta({
  id: 'Member',
  example: {
    id: EXAMPLE.child_id,
    ...bia,
    email: null,
    created_at: EXAMPLE.asked,
    updated_at: EXAMPLE.asked,
  },
});
export type Member = z.output<typeof Member>;

const profile = { ...recordFields, email: email.nullable() };

/** Somebody who does not sign in, as a manager writes them down. */
export const AddMemberInput = z.strictObject({
  ...profile,
  last_name: profile.last_name.default(null),
  birth_date: profile.birth_date.default(null),
  gender: profile.gender.default(null),
  phone: profile.phone.default(null),
  email: profile.email.default(null),
  role: memberRoles.schema.default('STUDENT'),
  external_ref: externalRef.schema.nullable().default(null).meta({
    description: "The gym's own number of the member; nobody else's in the gym",
  }),
}).meta({
  id: 'AddMemberInput',
  example: { ...bia, email: null, role: 'STUDENT', external_ref: '1042' },
});
export type AddMemberInput = z.output<typeof AddMemberInput>;

export const UpdateMemberInput = z.strictObject(profile).partial().refine(
  (input) => Object.keys(input).length > 0,
  { error: 'must name at least one field' },
).meta({ id: 'UpdateMemberInput', example: { last_name: 'Lima' } });
export type UpdateMemberInput = z.output<typeof UpdateMemberInput>;

export const ImportQuery = z.object({
  dry_run: z.enum(['true', 'false']).default('true').transform((value) => value === 'true').meta({
    description: 'Tells what an import would do, and does nothing; true unless told',
  }),
});
export type ImportQuery = z.output<typeof ImportQuery>;

export const ImportError = z.object({
  line: z.int(),
  /** Null where the whole line is at fault. */
  column: z.string().nullable(),
  code: z.string(),
  message: z.string(),
});
export type ImportError = z.output<typeof ImportError>;

export const ImportedLine = z.object({
  line: z.int(),
  /** Null for who would be added by other than a dry run. */
  user_id: z.guid().nullable(),
  outcome: z.enum(['added', 'known']),
});

/** What came of a list, or would come of it. */
export const ImportReport = z.object({
  dry_run: z.boolean(),
  added: z.int(),
  /** Whom the gym has already; they stay as they are. */
  known: z.int(),
  errors: z.array(ImportError),
  lines: z.array(ImportedLine),
}).meta({
  id: 'ImportReport',
  example: {
    dry_run: true,
    added: 1,
    known: 0,
    errors: [{ line: 3, column: 'birth_date', code: 'value_invalid', message: 'Invalid ISO date' }],
    lines: [{ line: 2, user_id: null, outcome: 'added' }],
  },
});
export type ImportReport = z.output<typeof ImportReport>;
