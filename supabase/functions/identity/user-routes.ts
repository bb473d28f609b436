import { z } from 'zod';
import { User } from '../../../src/contracts/identity.ts';
import { readUser } from '../../../src/identity/read-user.ts';
import type { App } from '../_shared/app.ts';
import { userRoute } from '../_shared/user-route.ts';

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
