import { sql } from 'drizzle-orm';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { MEMBERS_ONLY } from '../../db/schema/community/posts/posts.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import { noReactions, Reactions, Reception } from './contract.ts';

type Input = { post_id: string; kind: string };

/** As the database counts: a kind that nobody chose is not there. */
const Counted = Reception.extend({ reactions: Reactions.partial() });

async function react(
  { db }: CallerContext,
  { post_id, kind }: Input,
  given: boolean,
): Promise<Reception> {
  const [counted] = await callFor(db, Counted, sql`private.react(${post_id}, ${kind}, ${given})`)
    .catch(onViolation(MEMBERS_ONLY, () => refuse('not_a_member')));
  if (!counted) throw refuse('post_not_found');
  return { ...counted, reactions: { ...noReactions, ...counted.reactions } };
}

/**
 * Gives a reaction of the caller to a post in their feed; again changes nothing.
 * @throws `post_not_found`, `not_a_member` (forbidden): a guardian only reads
 */
export const giveReaction = (ctx: CallerContext, input: Input): Promise<Reception> =>
  react(ctx, input, true);

/**
 * Takes a reaction of the caller back; again changes nothing.
 * @throws `post_not_found`, `not_a_member` (forbidden)
 */
export const takeReactionBack = (ctx: CallerContext, input: Input): Promise<Reception> =>
  react(ctx, input, false);
