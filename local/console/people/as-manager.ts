import type { CallerContext } from '../../../src/db/context.ts';
import type { ConsoleDoors } from '../workbench/doors.ts';
import { findPerson } from './find-people.ts';
import type { Person } from './person.ts';

/**
 * Looks with the eyes of who manages a gym: what verbs are handed, and who it is; undefined where nobody
 * who can sign in does.
 */
export async function asManager(
  doors: ConsoleDoors,
  manager_id: string | null,
): Promise<{ ctx: CallerContext; manager: Person } | undefined> {
  if (manager_id === null) return undefined;
  const manager = await findPerson(
    doors.asSystem('the console looks a manager up'),
    manager_id,
  );
  const claims = manager && await doors.claimsOf(manager);
  if (!manager?.userId || !claims) return undefined;
  const ctx: CallerContext = {
    db: doors.caller('run').asCaller(claims),
    caller: { userId: manager.userId, subject: claims.sub, provider: 'supabase', claims },
  };
  return { ctx, manager };
}
