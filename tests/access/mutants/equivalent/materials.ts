import type { Equivalent } from '../equivalence.ts';

/** Of what classes hand out. */
export const equivalentMaterials: Equivalent[] = [
  {
    mutants:
      /^function private\.begin_attachment\(.*: condition \d+, ("g\.id = class\.gym_id for no key|"not fits", is false)/,
    because: "A gym's room, and that two do not use it at once: uploads.test.ts fills it.",
  },
  {
    mutants: /^function private\.clear_class_materials\(\): security invoker$/,
    because: 'Who takes a class off the schedule manages its gym, and may delete its material.',
  },
  {
    mutants: /^function private\.clear_class_materials\(\): condition 1, "c\.gym_id = new/,
    because: 'A series is of one gym: it is there for the index.',
  },
  {
    mutants: /^function private\.erase_materials\(uuid\): security invoker$/,
    because: 'Only functions of the owner call it, with the rights of the owner.',
  },
  {
    mutants:
      /^function private\.(materials_use\(uuid\)|taught_series_class_ids\(\)): security invoker$/,
    because: 'It reads rows of gyms one staffs, which the policy shows to their staff.',
  },
  {
    mutants:
      /^function private\.stray_materials\(.*\): (security invoker|condition 1, .* is true|condition [2-5],)/,
    because: 'Without Storage it lists nothing; tests/db/materials has what it lists with it.',
  },
  {
    mutants: /^trigger attachments_hold_created_by: dropped$/,
    because: 'No API role makes one but by a function that holds the caller first.',
  },
];
