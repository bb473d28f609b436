import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { requestNotFound } from './read-request.ts';

/**
 * Deletes a question of the caller's with its answer, for good. One that is being answered is
 * cancelled by it; whoever is answering it notices within a second. What was charged stays charged.
 *
 * @throws `agent_request_not_found`
 */
export async function deleteRequest(
  { db }: CallerContext,
  { request_id }: { request_id: string },
): Promise<void> {
  const [row] = await db.execute<{ deleted: boolean }>(
    sql`select private.delete_agent_request(${request_id}) as deleted`,
  );
  if (!row!.deleted) throw requestNotFound();
}
