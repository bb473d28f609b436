import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { calendarDate, instant, timestamps } from '../../contract/fields.ts';
import type { PersonalPart } from '../../db/declare/personal-part.ts';
import { users } from '../../db/schema/identity/users.ts';

const userRow = createSelectSchema(users, {
  id: z.guid(),
  birth_date: calendarDate.nullable(),
  email_verified_at: instant.nullable(),
  last_synced_at: instant.nullable(),
  identity_updated_at: instant.nullable(),
  token_issued_at: instant.nullable(),
  deleted_at: instant.nullable(),
  ...timestamps,
}).omit({ legacy_id: true });

/** Everything the system holds about a person, in the words of the tables; the features say what. */
export function userExportOf(parts: readonly PersonalPart[]) {
  const keys = parts.flatMap(({ exports }) => Object.entries(exports));
  const shape: Record<string, z.ZodType> = {
    exported_at: instant,
    user: userRow,
    ...Object.fromEntries(keys.map(([key, { schema }]) => [key, schema])),
  };
  return z.object(shape).meta({ id: 'UserExport' });
}
