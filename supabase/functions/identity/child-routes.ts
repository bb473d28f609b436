import { z } from 'zod';
import { User } from '../../../src/identity/account/contract.ts';
import { addChild } from '../../../src/identity/children/add-child.ts';
import {
  AddChildInput,
  Child,
  ChildParams,
  UpdateChildInput,
} from '../../../src/identity/children/contract.ts';
import { endGuardianship } from '../../../src/identity/children/end-guardianship.ts';
import { eraseChild } from '../../../src/identity/children/erase-child.ts';
import { listChildren } from '../../../src/identity/children/list-children.ts';
import { readChild } from '../../../src/identity/children/read-child.ts';
import { updateChild } from '../../../src/identity/children/update-child.ts';
import { Erasure } from '../../../src/identity/privacy/contract.ts';
import { exportUser } from '../../../src/identity/privacy/export-user.ts';
import { userExportOf } from '../../../src/identity/privacy/user-export.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';
import { withContext } from '../_shared/stacks/with-context.ts';
import { personalParts } from './personal-parts.ts';

const withParts = withContext(userStack, { parts: personalParts });
export function childRoutes(app: App): void {
  route(app, userStack, {
    id: 'listChildren',
    method: 'get',
    path: '/children',
    summary: 'The children I am guardian of, the eldest first',
    response: z.object({ items: z.array(Child) }),
  }, listChildren);

  route(app, userStack, {
    id: 'addChild',
    method: 'post',
    path: '/children',
    summary: 'Add a child who does not sign in, and agree to the keeping of their data',
    body: AddChildInput,
    response: User,
    status: 201,
    versioned: true,
    problems: ['guardian_is_a_child', 'not_a_child', 'consent_text_unknown'],
  }, addChild);

  route(app, userStack, {
    id: 'readChild',
    method: 'get',
    path: '/children/{user_id}',
    summary: 'A child I am guardian of',
    params: ChildParams,
    response: User,
    versioned: true,
    problems: ['child_not_found'],
  }, readChild);

  route(app, userStack, {
    id: 'updateChild',
    method: 'patch',
    path: '/children/{user_id}',
    summary: 'Change the profile of a child',
    params: ChildParams,
    body: UpdateChildInput,
    response: User,
    versioned: true,
    problems: ['child_not_found'],
  }, updateChild);

  route(app, withParts, {
    id: 'exportChild',
    method: 'get',
    path: '/children/{user_id}/export',
    summary: 'Everything the system holds about a child, but their documents and conversations',
    params: ChildParams,
    response: userExportOf(personalParts),
    noStore: true,
    problems: ['child_not_found'],
  }, exportUser);

  route(app, withParts, {
    id: 'eraseChild',
    method: 'delete',
    path: '/children/{user_id}',
    summary: 'Erase a child and say what must be kept',
    params: ChildParams,
    response: Erasure,
    problems: ['child_not_found'],
  }, eraseChild);

  route(app, userStack, {
    id: 'endGuardianship',
    method: 'delete',
    path: '/children/{user_id}/guardianship',
    summary: 'Stop being the guardian of a child; it stays in the history',
    params: ChildParams,
    problems: ['child_not_found', 'last_guardian'],
  }, endGuardianship);
}
