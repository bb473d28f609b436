import { z } from 'zod';
import { EmergencyContact } from '../../contract/emergency-contact.ts';
import { EXAMPLE } from '../../contract/examples.ts';
import { namedPerson } from '../../contract/named-person.ts';
import { PageQuery } from '../../contract/page.ts';
import { checkInStatuses } from '../../db/schema/academy/check-ins/check-ins.ts';
import { scheduleDate } from '../../db/schema/academy/schedule/classes.ts';

export const RosterQuery = PageQuery.extend({
  class_date: scheduleDate.schema.meta({ description: "A date of the class by the gym's clock" }),
});

/** Whom to call, without what changes it. */
const RosterContact = EmergencyContact.pick({
  name: true,
  phone: true,
  relation: true,
  notes: true,
});

/** Somebody who is expected at a class, or was there. */
export const RosterEntry = z.object({
  ...namedPerson,
  first_name: namedPerson.first_name.meta({ description: 'Null of who is no member any more' }),
  status: checkInStatuses.schema.exclude(['cancelled']),
  age: z.int().nullable().meta({ description: 'On the day of the class; null where unknown' }),
  is_minor: z.boolean().meta({ description: 'Whether they are a child today' }),
  contacts: z.array(RosterContact),
}).meta({
  id: 'RosterEntry',
  example: {
    user_id: EXAMPLE.child_id,
    first_name: 'Bia',
    last_name: 'Souza',
    image_url: null,
    status: 'present',
    age: 9,
    is_minor: true,
    contacts: [
      { name: 'Rosa Souza', phone: '+5511999998888', relation: 'aunt', notes: 'asthma' },
    ],
  },
});
export type RosterEntry = z.output<typeof RosterEntry>;
