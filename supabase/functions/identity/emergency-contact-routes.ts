import { z } from 'zod';
import { EmergencyContact } from '../../../src/contract/emergency-contact.ts';
import { UserParams } from '../../../src/identity/account/contract.ts';
import { addContact } from '../../../src/identity/emergency-contacts/add-contact.ts';
import {
  AddContactInput,
  ContactParams,
  UpdateContactInput,
} from '../../../src/identity/emergency-contacts/contract.ts';
import { listContacts } from '../../../src/identity/emergency-contacts/list-contacts.ts';
import { removeContact } from '../../../src/identity/emergency-contacts/remove-contact.ts';
import { updateContact } from '../../../src/identity/emergency-contacts/update-contact.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function emergencyContactRoutes(app: App): void {
  route(app, userStack, {
    id: 'listEmergencyContacts',
    method: 'get',
    path: '/users/{user_id}/emergency-contacts',
    summary: 'Whom to call for me or a child of mine',
    params: UserParams,
    response: z.object({ items: z.array(EmergencyContact) }),
  }, listContacts);

  route(app, userStack, {
    id: 'addEmergencyContact',
    method: 'post',
    path: '/users/{user_id}/emergency-contacts',
    summary: 'Say whom to call for me or a child of mine, and what a helper must know',
    params: UserParams,
    body: AddContactInput,
    response: EmergencyContact,
    status: 201,
    versioned: true,
    problems: ['child_not_found'],
  }, addContact);

  route(app, userStack, {
    id: 'updateEmergencyContact',
    method: 'patch',
    path: '/emergency-contacts/{contact_id}',
    summary: 'Change whom to call',
    params: ContactParams,
    body: UpdateContactInput,
    response: EmergencyContact,
    versioned: true,
    problems: ['contact_not_found'],
  }, updateContact);

  route(app, userStack, {
    id: 'removeEmergencyContact',
    method: 'delete',
    path: '/emergency-contacts/{contact_id}',
    summary: 'Remove whom to call',
    params: ContactParams,
    problems: ['contact_not_found'],
  }, removeContact);
}
