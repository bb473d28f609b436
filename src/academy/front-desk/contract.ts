import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate } from '../../contract/fields.ts';
import { Occurrence } from '../schedule/contract.ts';
import { checkInCode, pin } from './pins/contract.ts';

/** A class as the device shows it. */
export const DeskClass = Occurrence.pick({
  class_id: true,
  class_date: true,
  starts_at: true,
  ends_at: true,
  status: true,
  modality: true,
  description: true,
  instructor_first_name: true,
}).meta({
  id: 'DeskClass',
  example: {
    class_id: EXAMPLE.class_id,
    class_date: '2026-03-09',
    starts_at: '2026-03-09T21:30:00.000Z',
    ends_at: '2026-03-09T23:00:00.000Z',
    status: 'scheduled',
    modality: 'Jiu-jitsu',
    description: 'All belts',
    instructor_first_name: 'Mia',
  },
});

/** What a front desk shows. */
export const DeskDay = z.object({
  gym_name: z.string(),
  timezone: z.string(),
  classes: z.array(DeskClass).meta({ description: 'In order, cancelled ones too' }),
}).meta({
  id: 'DeskDay',
  example: { gym_name: 'Kaizen', timezone: 'America/Sao_Paulo', classes: [] },
});
export type DeskDay = z.output<typeof DeskDay>;

const which = { class_id: z.guid(), class_date: calendarDate };

/** Who checks in where: by PIN or by the code that the app shows. */
export const DeskCheckInInput = z.union([
  z.strictObject({ ...which, pin }),
  z.strictObject({ ...which, code: checkInCode }),
]).meta({
  id: 'DeskCheckInInput',
  example: { class_id: EXAMPLE.class_id, class_date: '2026-03-09', pin: '402917' },
});
export type DeskCheckInInput = z.output<typeof DeskCheckInInput>;

/** Who was checked in, by as much of a name as they need to see that it is theirs. */
export const DeskCheckIn = z.object({
  first_name: z.string().nullable(),
  initial: z.string().nullable().meta({ description: 'The first letter of the last name' }),
  status: z.enum(['present', 'waiting']).meta({ description: '`waiting`: the class is full' }),
}).meta({
  id: 'DeskCheckIn',
  example: { first_name: 'Ana', initial: 'S', status: 'present' },
});
export type DeskCheckIn = z.output<typeof DeskCheckIn>;
