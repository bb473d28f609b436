import { z } from 'zod';
import { EXAMPLE } from '../../../contract/examples.ts';
import { instant } from '../../../contract/fields.ts';

/** Few enough for a child to know, and one in a million each. */
export const PIN_DIGITS = 6;

export const pin = z.string()
  .regex(new RegExp(`^[0-9]{${PIN_DIGITS}}$`), `must be ${PIN_DIGITS} digits`)
  .meta({ example: '402917' });

/** A code as the app shows it. Whatever it looks like, one that is none is refused by the desk. */
export const checkInCode = z.string().min(1).max(100)
  .meta({ example: 'Zs0pQm7oW2rT9uKf3x1VdB6nLh8cYeJ4aGiXqRtUvWk' });

/** A member's PIN, which nobody reads again. */
export const NewPin = z.object({
  gym_id: z.guid(),
  user_id: z.guid(),
  pin: pin.meta({ description: 'Told this once' }),
}).meta({
  id: 'NewPin',
  example: { gym_id: EXAMPLE.gym_id, user_id: EXAMPLE.user_id, pin: '402917' },
});
export type NewPin = z.output<typeof NewPin>;

/** What the app shows as a QR code. */
export const CheckInCode = z.object({
  code: checkInCode.meta({ description: 'For one check-in, at a front desk of any of their gyms' }),
  expires_at: instant.meta({ description: 'A minute from now: ask for the next one earlier' }),
}).meta({
  id: 'CheckInCode',
  example: {
    code: 'Zs0pQm7oW2rT9uKf3x1VdB6nLh8cYeJ4aGiXqRtUvWk',
    expires_at: EXAMPLE.decided,
  },
});
export type CheckInCode = z.output<typeof CheckInCode>;
