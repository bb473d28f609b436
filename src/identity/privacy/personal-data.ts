import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { instant, timestamps } from '../../contract/fields.ts';
import { exported, type PersonalPart } from '../../db/declare/personal-part.ts';
import {
  guardianships,
  guardianshipsPersonal,
} from '../../db/schema/identity/family/guardianships.ts';
import { pushTokensPersonal } from '../../db/schema/identity/push-tokens.ts';
import { userProfiles, userProfilesPersonal } from '../../db/schema/identity/user-profiles.ts';
import { usersPersonal } from '../../db/schema/identity/users.ts';
import { idempotencyKeysPersonal } from '../../db/schema/system/requests/idempotency-keys.ts';
import { EmergencyContact } from '../../contract/emergency-contact.ts';
import { consentsPersonal } from '../../db/schema/identity/consents/consents.ts';
import { emergencyContactsPersonal } from '../../db/schema/identity/contacts/emergency-contacts.ts';
import { Consent } from '../consents/contract.ts';
import { PushToken } from '../push-tokens/contract.ts';

const HeldProfile = createSelectSchema(userProfiles, {
  id: z.guid(),
  user_id: z.guid(),
  usage_period_start: instant,
  ...timestamps,
});

const HeldGuardianship = createSelectSchema(guardianships, {
  id: z.guid(),
  guardian_id: z.guid(),
  dependent_id: z.guid(),
  ended_at: instant.nullable(),
  ...timestamps,
}).pick({
  guardian_id: true,
  dependent_id: true,
  relation: true,
  ended_at: true,
  created_at: true,
});

/**
 * What identity itself has of a person: `private.erase_identity` and `private.erase_family` remove it,
 * but for the person's own row, which `private.erase_user` empties before all else.
 */
export const identityPersonal: PersonalPart = {
  personal: [
    ...[usersPersonal, pushTokensPersonal, userProfilesPersonal, idempotencyKeysPersonal],
    ...[guardianshipsPersonal, consentsPersonal, emergencyContactsPersonal],
  ],
  exports: {
    profile: exported('profile', HeldProfile),
    push_tokens: exported('pushTokens', z.array(PushToken)),
    guardianships: exported('guardianships', z.array(HeldGuardianship)),
    guardians: exported('guardians', z.array(HeldGuardianship)),
    consents: exported('consents', z.array(Consent)),
    consents_given: exported('consentsGiven', z.array(Consent)),
    emergency_contacts: exported('emergencyContacts', z.array(EmergencyContact)),
  },
  kept: [
    { what: 'the sign-in account', why: 'it is held by the identity provider; delete it there' },
  ],
};
