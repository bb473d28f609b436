import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { instant, timestamps } from '../../contract/fields.ts';
import { exported, type PersonalPart } from '../../db/declare/personal-part.ts';
import { pushTokensPersonal } from '../../db/schema/identity/push-tokens.ts';
import { userProfiles, userProfilesPersonal } from '../../db/schema/identity/user-profiles.ts';
import { usersPersonal } from '../../db/schema/identity/users.ts';
import { idempotencyKeysPersonal } from '../../db/schema/system/requests/idempotency-keys.ts';
import { PushToken } from '../push-tokens/contract.ts';

const HeldProfile = createSelectSchema(userProfiles, {
  id: z.guid(),
  user_id: z.guid(),
  usage_period_start: instant,
  ...timestamps,
});

/**
 * What identity itself has of a person: `private.erase_identity` removes it, but for the person's
 * own row, which `private.erase_user` empties before all else.
 */
export const identityPersonal: PersonalPart = {
  personal: [usersPersonal, pushTokensPersonal, userProfilesPersonal, idempotencyKeysPersonal],
  exports: {
    profile: exported('profile', HeldProfile),
    push_tokens: exported('pushTokens', z.array(PushToken)),
  },
  kept: [
    { what: 'the sign-in account', why: 'it is held by the identity provider; delete it there' },
  ],
};
