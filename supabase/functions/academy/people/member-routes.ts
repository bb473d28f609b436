import { z } from 'zod';
import { addMember } from '../../../../src/academy/members/add-member.ts';
import {
  AddMemberInput,
  ImportQuery,
  ImportReport,
  Member,
  UpdateMemberInput,
} from '../../../../src/academy/members/contract.ts';
import { importMembers } from '../../../../src/academy/members/import-members.ts';
import { listMemberContacts } from '../../../../src/academy/members/list-member-contacts.ts';
import { readMember } from '../../../../src/academy/members/read-member.ts';
import { updateMember } from '../../../../src/academy/members/update-member.ts';
import { EmergencyContact } from '../../../../src/contract/emergency-contact.ts';
import { GymParams, MemberParams } from '../../../../src/contract/params.ts';
import { megabytes } from '../../../../src/db/declare/bounds.ts';
import type { App } from '../../_shared/http/app.ts';
import { route } from '../../_shared/http/route/route.ts';
import { uploadStack } from '../../_shared/stacks/upload.ts';
import { userStack } from '../../_shared/stacks/user.ts';

const listLimit = megabytes(1);

export function memberRoutes(app: App): void {
  route(app, userStack, {
    id: 'addMember',
    method: 'post',
    path: '/gyms/{gym_id}/members',
    summary: 'Add somebody who does not sign in as a member; for managers',
    params: GymParams,
    body: AddMemberInput,
    response: Member,
    status: 201,
    versioned: true,
    problems: ['not_a_manager', 'member_known', 'external_ref_taken'],
  }, addMember);

  route(app, uploadStack, {
    id: 'importMembers',
    method: 'post',
    path: '/gyms/{gym_id}/members/import',
    summary: 'Add the members of a CSV list, all or none; for managers',
    description: 'Columns in any order: first_name, last_name, email, birth_date, gender, phone, ' +
      'role, external_ref. UTF-8, between commas, semicolons or tabs. Whom the gym has already ' +
      'is left alone, so a list may be sent again.',
    params: GymParams,
    query: ImportQuery,
    file: { description: 'The list', maxBytes: listLimit.bytes },
    response: ImportReport,
    problems: ['not_a_manager', 'external_ref_taken', 'list_invalid'],
  }, (ctx, input) => importMembers(ctx, { ...input, file: ctx.upload }));

  route(app, userStack, {
    id: 'readMember',
    method: 'get',
    path: '/gyms/{gym_id}/members/{user_id}',
    summary: 'The profile of a member; for staff. Reading that of a child is in the trail',
    params: MemberParams,
    response: Member,
    noStore: true,
    problems: ['member_not_found'],
  }, readMember);

  route(app, userStack, {
    id: 'updateMember',
    method: 'patch',
    path: '/gyms/{gym_id}/members/{user_id}',
    summary:
      'Change the profile of who does not sign in, or the birth date of a child; for managers',
    params: MemberParams,
    body: UpdateMemberInput,
    response: Member,
    problems: ['not_a_manager', 'member_not_found', 'profile_not_the_gyms', 'birth_date_guarded'],
  }, updateMember);

  route(app, userStack, {
    id: 'listMemberContacts',
    method: 'get',
    path: '/gyms/{gym_id}/members/{user_id}/emergency-contacts',
    summary: 'Whom to call for a member; for staff. The trail says who read it',
    params: MemberParams,
    response: z.object({ items: z.array(EmergencyContact) }),
    noStore: true,
  }, listMemberContacts);
}
