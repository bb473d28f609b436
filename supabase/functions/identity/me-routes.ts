import { Erasure, Me, Profile, UpdateMeInput, User } from '../../../src/identity/contract.ts';
import { eraseMe } from '../../../src/identity/privacy/erase-me.ts';
import { exportUser } from '../../../src/identity/privacy/export-user.ts';
import { userExportOf } from '../../../src/identity/privacy/user-export.ts';
import { readMe } from '../../../src/identity/account/read-me.ts';
import { readProfile } from '../../../src/identity/account/read-profile.ts';
import { updateMe } from '../../../src/identity/account/update-me.ts';
import type { App } from '../_shared/http/app.ts';
import { userRoute } from '../_shared/stacks/user-route.ts';
import { personalParts } from './personal-parts.ts';

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
    response: userExportOf(personalParts),
    noStore: true,
  }, ({ db, caller }) => exportUser(db, caller, personalParts));

  userRoute(app, {
    id: 'eraseMe',
    method: 'delete',
    path: '/me',
    summary: 'Erase my account and say what must be kept',
    response: Erasure,
    // The answer would be stored under a subject that this very call forgets.
    idempotent: false,
  }, async ({ db, forgetCaller }) => {
    const erasure = await eraseMe(db, personalParts);
    forgetCaller();
    return erasure;
  });
}
