import { z } from 'zod';
import {
  type ReactionKind,
  reactionKinds,
} from '../../db/schema/community/reactions/post-reactions.ts';

/** A value for each kind of reaction. */
const forEach = <T>(value: T) =>
  Object.fromEntries(reactionKinds.values.map((kind) => [kind, value])) as Record<ReactionKind, T>;

export const noReactions = forEach(0);
export const Reactions = z.object(forEach(z.int().min(0)));

/** What there is under a post, and what of it is the caller's. */
export const receptionFields = {
  comments: z.int().min(0),
  reactions: Reactions.meta({ description: 'How many of each kind' }),
  my_reactions: z.array(reactionKinds.schema).meta({ description: "The caller's own" }),
};

export const exampleReception = {
  comments: 3,
  reactions: { like: 12, love: 2, applause: 5, oss: 31 },
  my_reactions: ['oss' as const],
};

export const Reception = z.object(receptionFields)
  .meta({ id: 'Reception', example: exampleReception });
export type Reception = z.output<typeof Reception>;

export const ReactionParams = z.object({ post_id: z.guid(), kind: reactionKinds.schema });
