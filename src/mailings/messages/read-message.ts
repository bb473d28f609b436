import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { messageLogs } from '../../db/schema/mailings/messages/message-logs.ts';
import { refuse } from '../../errors.ts';
import type { Message } from './contract.ts';

/**
 * Reads what became of one message: for managers of the shop's gym.
 * @throws `message_not_found`
 */
export async function readMessage(
  { db }: CallerContext,
  { message_id }: { message_id: string },
): Promise<Message> {
  const [message] = await db.select().from(messageLogs).where(eq(messageLogs.id, message_id));
  if (!message) throw refuse('message_not_found');
  return message;
}
