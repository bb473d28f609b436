import type { Equivalent } from '../equivalence.ts';

/** Of the devices at the door, and by what members are known there. */
export const equivalentFrontDesk: Equivalent[] = [
  {
    mutants:
      /^grant execute on function private\.((check_in_at_desk|front_desk_day|hold_pin_owner)\(.*\) to |front_desk_lock\(.*\) to anon$|(open|see)_front_desk\(.*\) to (anon|authenticated)$)/,
    because: 'It runs with the rights of who calls it, and needs what stays closed to them.',
  },
  {
    mutants: /^function private\.let_in_front_desk\(.*: condition 2, "g\.id = gym for no key/,
    because:
      'It has two managers at once wait for one another: races.test.ts lets many in at once.',
  },
  {
    mutants:
      /^trigger (check_in_codes|front_desk_events|front_desks|member_pins)_hold_(user_id|created_by): dropped$/,
    because: 'Its writers hold who it is about; what they do while one is erased is in tests/db.',
  },
];
