import { User, UserParams } from '../../../src/identity/account/contract.ts';
import { readUser } from '../../../src/identity/account/read-user.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function userRoutes(app: App): void {
  route(app, userStack, {
    id: 'readUser',
    method: 'get',
    path: '/users/{user_id}',
    summary: 'A member of a gym whose staff I am, or myself',
    params: UserParams,
    response: User,
    versioned: true,
    problems: ['user_not_found'],
  }, readUser);
}
