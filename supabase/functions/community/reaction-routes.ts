import { PostParams } from '../../../src/community/posts/contract.ts';
import { ReactionParams, Reception } from '../../../src/community/reactions/contract.ts';
import { giveReaction, takeReactionBack } from '../../../src/community/reactions/react.ts';
import { readReception } from '../../../src/community/reactions/read-reception.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function reactionRoutes(app: App): void {
  route(app, userStack, {
    id: 'readReception',
    method: 'get',
    path: '/posts/{post_id}/reactions',
    summary: 'How many comments and reactions a post has, and my own',
    params: PostParams,
    response: Reception,
    problems: ['post_not_found'],
  }, readReception);

  route(app, userStack, {
    id: 'giveReaction',
    method: 'put',
    path: '/posts/{post_id}/reactions/{kind}',
    summary: 'React to a post, again changes nothing; for members',
    description: 'Others see how many reacted, and not who.',
    params: ReactionParams,
    response: Reception,
    problems: ['post_not_found', 'not_a_member'],
  }, giveReaction);

  route(app, userStack, {
    id: 'takeReactionBack',
    method: 'delete',
    path: '/posts/{post_id}/reactions/{kind}',
    summary: 'Take a reaction back, again changes nothing',
    params: ReactionParams,
    response: Reception,
    problems: ['post_not_found', 'not_a_member'],
  }, takeReactionBack);
}
