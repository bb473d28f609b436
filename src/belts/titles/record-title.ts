import type { CallerContext } from '../../db/context.ts';
import { titles } from '../../db/schema/belts/graduations/titles.ts';
import { findPostgresError, onViolations } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import type { RecordTitleInput, Title } from './contract.ts';

/** For `.catch()`: row security refused, which says no constraint. */
function notStaff(err: unknown): never {
  const { code, constraint_name } = findPostgresError(err) ?? {};
  throw code === '42501' && !constraint_name ? refuse('not_belt_staff') : err;
}

/**
 * Writes down what a member won: for staff of the gym, and never about themselves or a child of theirs.
 * @throws `not_belt_staff` (forbidden), `member_not_found`, `title_in_future`, `rank_unknown`
 *   (invalid), `title_recorded` (conflict)
 */
export async function recordTitle(
  { db, caller }: CallerContext,
  { gym_id, body }: { gym_id: string; body: RecordTitleInput },
): Promise<Title> {
  const [title] = await db.insert(titles)
    .values({ ...body, gym_id, recorded_by: caller.userId }).returning()
    .catch(notStaff).catch(onViolations({
      titles_of_members: () => refuse('member_not_found', { field: 'body.user_id' }),
      titles_until_today: () => refuse('title_in_future', { field: 'body.won_on' }),
      titles_of_the_rules: () => refuse('rank_unknown', { field: 'body.belt' }),
      titles_once: () => refuse('title_recorded'),
    }));
  return title!;
}
