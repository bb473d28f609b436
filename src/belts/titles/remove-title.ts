import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { titles } from '../../db/schema/belts/graduations/titles.ts';
import { refuse } from '../../errors.ts';

/**
 * Takes a title away: for staff of the gym that wrote it down, and never their own or a child's. Who was
 * promoted by it keeps the rank.
 * @throws `title_not_found`, `not_belt_staff` (forbidden)
 */
export async function removeTitle(
  { db }: CallerContext,
  { title_id }: { title_id: string },
): Promise<void> {
  const [removed] = await db.delete(titles).where(eq(titles.id, title_id))
    .returning({ id: titles.id });
  if (removed) return;
  const [seen] = await db.select({ id: titles.id }).from(titles).where(eq(titles.id, title_id));
  throw refuse(seen ? 'not_belt_staff' : 'title_not_found');
}
