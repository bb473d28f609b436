import { z } from 'zod';
import { User } from '../../../src/identity/contract.ts';
import { readUser } from '../../../src/identity/account/read-user.ts';
import type { App } from '../_shared/http/app.ts';
import { userRoute } from '../_shared/stacks/user-route.ts';

export function userRoutes(app: App): void {
  userRoute(app, {
    id: 'readUser',
    method: 'get',
    path: '/users/{user_id}',
    summary: 'A member of a gym whose staff I am, or myself',
    params: z.object({ user_id: z.uuid() }),
    response: User,
    version: (user) => user.updated_at,
    problems: { 404: 'Nobody I may see' },
  }, ({ db, params }) => readUser(db, params.user_id));
}
