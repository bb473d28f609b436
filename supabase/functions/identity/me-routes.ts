import { Me, Profile, UpdateMeInput, User } from '../../../src/identity/account/contract.ts';
import { readMe } from '../../../src/identity/account/read-me.ts';
import { readProfile } from '../../../src/identity/account/read-profile.ts';
import { updateMe } from '../../../src/identity/account/update-me.ts';
import { Erasure } from '../../../src/identity/privacy/contract.ts';
import { eraseMe } from '../../../src/identity/privacy/erase-me.ts';
import { exportUser } from '../../../src/identity/privacy/export-user.ts';
import { userExportOf } from '../../../src/identity/privacy/user-export.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';
import { withContext } from '../_shared/stacks/with-context.ts';
import { personalParts } from './personal-parts.ts';

const withParts = withContext(userStack, { parts: personalParts });

export function meRoutes(app: App): void {
  route(app, userStack, {
    id: 'readMe',
    method: 'get',
    path: '/me',
    summary: 'My account',
    response: Me,
    versioned: true,
  }, readMe);

  route(app, userStack, {
    id: 'readProfile',
    method: 'get',
    path: '/me/profile',
    summary: 'My plan and what I have used of it',
    response: Profile,
    versioned: true,
  }, readProfile);

  route(app, userStack, {
    id: 'updateMe',
    method: 'patch',
    path: '/me',
    summary: 'Change my profile',
    body: UpdateMeInput,
    response: User,
    versioned: true,
    problems: ['managed_by_provider', 'birth_date_guarded'],
  }, updateMe);

  route(app, withParts, {
    id: 'exportMe',
    method: 'get',
    path: '/me/export',
    summary: 'Everything the system holds about me',
    response: userExportOf(personalParts),
    noStore: true,
  }, (ctx) => exportUser(ctx));

  route(app, withParts, {
    id: 'eraseMe',
    method: 'delete',
    path: '/me',
    summary: 'Erase my account and say what must be kept',
    response: Erasure,
    // The answer would be stored under a subject that this very call forgets.
    idempotent: false,
  }, async (ctx) => {
    const erasure = await eraseMe(ctx);
    ctx.forgetCaller();
    return erasure;
  });
}
