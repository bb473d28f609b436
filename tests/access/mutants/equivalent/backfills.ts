import type { Equivalent } from '../equivalence.ts';

/** Of backfills, and of reconciliations. */
export const equivalentBackfills: Equivalent[] = [
  {
    mutants:
      /^grant execute on function private\.(compare_orders|finish_reconciliation|start_reconciliations)\(.*\) to /,
    because: 'It runs with the rights of who calls it, and needs what stays closed to them.',
  },
  {
    mutants: /^function private\.start_backfill\(uuid\): condition 2, "s\.id = shop for no key/,
    because: 'It has two who start at once wait for one another: tests/e2e plays three.',
  },
];
