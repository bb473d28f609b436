import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { privacyRequests } from '../../db/schema/store/privacy/privacy-requests.ts';
import { refuse } from '../../errors.ts';

/**
 * Reads a request with what was gathered for it; for managers of the shop's gym.
 * @throws `privacy_request_not_found`
 */
export async function readPrivacyRequest(
  { db }: CallerContext,
  { request_id }: { request_id: string },
): Promise<typeof privacyRequests.$inferSelect> {
  const [request] = await db.select().from(privacyRequests)
    .where(eq(privacyRequests.id, request_id));
  if (!request) throw refuse('privacy_request_not_found');
  return request;
}
