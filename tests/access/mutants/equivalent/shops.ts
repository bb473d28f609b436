import type { Equivalent } from '../equivalence.ts';

/** Of shops, and what opens them. */
export const equivalentShops: Equivalent[] = [
  {
    mutants: /^grant execute on function private\.(close_shop|put_shop_credentials)\(.*\) to /,
    because: 'It runs with the rights of who calls it, and needs what stays closed to them.',
  },
  {
    mutants:
      /^function private\.(keep_shop_token|refuse_shop|uninstall_shop)\(.*: condition 1, "s\.id = shop for no key/,
    because:
      'It has a shop and what opens it held in one order, whoever writes them; a cell is alone.',
  },
];
