import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { instant } from '../../contract/fields.ts';
import { exported, type PersonalPart } from '../../db/declare/personal-part.ts';
import { checkInCodesPersonal } from '../../db/schema/academy/front-desk/check-in-codes.ts';
import {
  frontDeskEvents,
  frontDeskEventsPersonal,
} from '../../db/schema/academy/front-desk/front-desk-events.ts';
import { frontDesksPersonal } from '../../db/schema/academy/front-desk/front-desks.ts';
import { memberPinsPersonal } from '../../db/schema/academy/front-desk/member-pins.ts';

const HeldEvent = createSelectSchema(frontDeskEvents, {
  gym_id: z.guid(),
  class_id: z.guid(),
  created_at: instant,
}).pick({
  gym_id: true,
  class_id: true,
  method: true,
  outcome: true,
  reason: true,
  created_at: true,
});

/** What front desks have of a person; `private.erase_academy` removes it. */
export const frontDeskPersonal: PersonalPart = {
  personal: [frontDesksPersonal, frontDeskEventsPersonal, memberPinsPersonal, checkInCodesPersonal],
  exports: { front_desk_events: exported('frontDeskEvents', z.array(HeldEvent)) },
};
