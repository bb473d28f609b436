import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../../src/db/client.ts';
import type { Person } from './person.ts';

/** What is listed at once; whoever is not among them is found by typing. */
export const LISTED = 30;

interface Row extends Record<string, unknown> {
  id: string;
  subject: string;
  email: string | null;
  first_name: string | null;
  deleted_at: Date | null;
}

const columns = sql`id, subject, email, first_name, deleted_at`;

/** People of the database: the first ones, or those whose email, subject or id begins so. */
export async function findPeople(db: SystemDatabase, text = ''): Promise<Person[]> {
  const start = `${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const rows = text === ''
    ? await db.execute<Row>(
      sql`select ${columns} from users order by created_at, id limit ${LISTED}`,
    )
    : await db.execute<Row>(sql`
      select ${columns} from users
      where lower(email) like ${start} or subject like ${start} or id::text like ${start}
      order by created_at, id limit ${LISTED}`);
  return [...rows].map(personOf);
}

/** The person with this `users.id`, or undefined. */
export async function findPerson(db: SystemDatabase, id: string): Promise<Person | undefined> {
  const rows = await db.execute<Row>(sql`select ${columns} from users where id::text = ${id}`);
  return [...rows].map(personOf)[0];
}

/** Their claims are what a token of theirs would carry, as far as access depends on it. */
function personOf({ id, subject, email, first_name, deleted_at }: Row): Person {
  const name = email ?? first_name ?? subject;
  return {
    key: `user.${id}`,
    label: deleted_at ? `${name} (erased)` : name,
    claims: { sub: subject, role: 'authenticated', ...email && { email } },
    isSystem: false,
    userId: id,
  };
}
