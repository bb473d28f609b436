import {
  Erasure,
  Me,
  Profile,
  UpdateMeInput,
  User,
  UserExport,
} from '../../../src/identity/contract.ts';
import { eraseUser } from '../../../src/identity/privacy/erase-user.ts';
import { exportUser } from '../../../src/identity/privacy/export-user.ts';
import { readMe } from '../../../src/identity/account/read-me.ts';
import { readProfile } from '../../../src/identity/account/read-profile.ts';
import { updateMe } from '../../../src/identity/account/update-me.ts';
import type { App } from '../_shared/http/app.ts';
import { asSystem } from '../_shared/system-db.ts';
import { userRoute } from '../_shared/stacks/user-route.ts';

export function meRoutes(app: App): void {
  userRoute(app, {
    id: 'readMe',
    method: 'get',
    path: '/me',
    summary: 'My account',
    response: Me,
    version: (me) => me.updated_at,
    problems: { 410: 'The account was deleted' },
  }, ({ db, caller }) => readMe(db, caller));

  userRoute(app, {
    id: 'readProfile',
    method: 'get',
    path: '/me/profile',
    summary: 'My plan and what I have used of it',
    response: Profile,
    version: (profile) => profile.updated_at,
  }, ({ db, caller }) => readProfile(db, caller));

  userRoute(app, {
    id: 'updateMe',
    method: 'patch',
    path: '/me',
    summary: 'Change my profile',
    body: UpdateMeInput,
    response: User,
    version: (user) => user.updated_at,
    problems: {
      409: 'A field belongs to the sign-in provider',
      412: 'The account has changed since it was read',
    },
  }, ({ db, caller, body, expectedVersion }) => updateMe(db, caller, body, expectedVersion));

  userRoute(app, {
    id: 'exportMe',
    method: 'get',
    path: '/me/export',
    summary: 'Everything the system holds about me',
    response: UserExport,
    noStore: true,
  }, ({ db, caller }) => exportUser(db, caller));

  userRoute(app, {
    id: 'eraseMe',
    method: 'delete',
    path: '/me',
    summary: 'Erase my account and say what must be kept',
    response: Erasure,
    // The answer would be stored under a subject that this very call forgets.
    idempotent: false,
  }, async ({ caller, forgetCaller }) => {
    const erasure = await eraseUser(asSystem('a user erases their account'), caller.userId);
    forgetCaller();
    return erasure;
  });
}
