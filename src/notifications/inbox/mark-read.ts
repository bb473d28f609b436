import { sql } from 'drizzle-orm';
import type { ForPerson } from '../../contract/for-person.ts';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';
import { MarkedRead, type MarkReadInput } from './contract.ts';

/**
 * Marks as read what the caller, or a child of theirs, was told: some of it, or all up to a moment. In one
 * statement, however many do so at once; repeated, it changes nothing. What is not theirs is passed over.
 * @throws `child_not_found`
 */
export async function markRead(
  { db, caller }: CallerContext,
  { user_id = caller.userId, body }: ForPerson & { body: MarkReadInput },
): Promise<MarkedRead> {
  const [ids, until] = 'until' in body
    ? [sql`null`, body.until.toISOString()]
    : [sql`array[${sql.join(body.notification_ids.map((id) => sql`${id}`), sql`, `)}]`, null];
  const call = sql`private.mark_read(${user_id}, ${ids}::uuid[], ${until})`;
  const [marked] = await callFor(db, MarkedRead, call);
  if (!marked) throw refuse('child_not_found');
  return marked;
}
