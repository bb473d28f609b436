import type postgres from 'postgres';
import type { Claims } from '../../src/caller.ts';
import { ExplainError } from '../explain/ports.ts';

/**
 * The claims of somebody's token, as a sign-in would make them; null for a visitor.
 *
 * @param who `anonymous`, an e-mail address, or an id of `users`
 * @throws ExplainError where there is nobody of that name
 */
export async function findPerson(owner: postgres.Sql, who: string): Promise<Claims | null> {
  if (who === 'anonymous') return null;
  const [person] = await owner<{ subject: string; email: string | null }[]>`
    select subject, email from users where email = ${who} or id::text = ${who}
    order by deleted_at nulls first, created_at desc limit 1`;
  if (!person) throw new ExplainError(`Nobody has the e-mail address or the id ${who}.`);
  const { subject: sub, email } = person;
  return { sub, role: 'authenticated', ...email !== null && { email } };
}
