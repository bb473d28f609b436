import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { instant } from '../contract/fields.ts';
import { exported, type PersonalPart } from '../db/declare/personal-part.ts';
import { gymClosingsPersonal } from '../db/schema/owner/closing/gym-closings.ts';
import {
  membershipPeriods,
  membershipPeriodsPersonal,
} from '../db/schema/owner/overview/membership-periods.ts';

const HeldPeriod = createSelectSchema(membershipPeriods, {
  gym_id: z.guid(),
  began_at: instant,
  ended_at: instant.nullable(),
}).pick({ gym_id: true, began_at: true, ended_at: true });

/**
 * What a gym's figures are made of that is about a person, which ends with their memberships, and who
 * asked for it to be closed: `private.erase_owner` removes it.
 */
export const ownerPersonal: PersonalPart = {
  personal: [membershipPeriodsPersonal, gymClosingsPersonal],
  exports: { membership_periods: exported('membershipPeriods', z.array(HeldPeriod)) },
};
