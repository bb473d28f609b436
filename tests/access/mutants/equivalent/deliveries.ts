import type { Equivalent } from '../equivalence.ts';

/** Of deliveries, and what privacy topics ask for. */
export const equivalentDeliveries: Equivalent[] = [
  {
    mutants:
      /^grant execute on function private\.((note_delivery|postpone_delivery)\(.*\) to |customer_of_address\(.*\) to anon$)/,
    because: 'It runs with the rights of who calls it, and needs what stays closed to them.',
  },
  {
    mutants: /^function private\.answer_data_request\(uuid\): condition 12, "d\.customer_id = /,
    because: 'It counts what is beyond ten thousand orders, of which no cell has so many.',
  },
  {
    mutants: /^grant execute on function private\.wake_bulk_operation\(.*\) to /,
    because: 'It runs with the rights of who calls it, and reads what is closed to them.',
  },
];
