import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { keyset, type PageRequest, type Slice } from '../../db/keyset.ts';
import { dryRunCustomers } from '../../db/schema/mailings/dry-runs/dry-run-customers.ts';
import { customers } from '../../db/schema/store/customers/customers.ts';
import type { DryRunCustomer, DryRunCustomersQuery } from './contract.ts';

const { outcome, reason, customer_id, at } = dryRunCustomers;
const { first_name, last_name } = customers;
/** In the order of their index, of which every filter is a beginning. */
const byOutcome = keyset('asc', outcome, reason, customer_id);

/**
 * Lists what a dry run says of customers, by outcome and reason: for managers of the shop's gym, and none
 * to others.
 */
export async function listDryRunCustomers(
  { db }: CallerContext,
  { dry_run_id, page, ...asked }:
    & Pick<DryRunCustomersQuery, 'outcome' | 'reason' | 'customer_id'>
    & { dry_run_id: string; page: PageRequest },
): Promise<Slice<DryRunCustomer>> {
  const { items, next } = await byOutcome.list(
    page,
    ({ where, orderBy, limit }) =>
      db.select({ customer_id, first_name, last_name, outcome, reason, at })
        .from(dryRunCustomers).innerJoin(
          customers,
          and(
            eq(customers.id, dryRunCustomers.customer_id),
            eq(customers.shop_id, dryRunCustomers.shop_id),
          ),
        ).where(and(
          eq(dryRunCustomers.dry_run_id, dry_run_id),
          asked.outcome === undefined ? undefined : eq(outcome, asked.outcome),
          asked.reason === undefined ? undefined : eq(reason, asked.reason),
          asked.customer_id === undefined ? undefined : eq(customer_id, asked.customer_id),
          where,
        )).orderBy(...orderBy).limit(limit),
  );
  return { items: items.map((item) => ({ ...item, reason: item.reason || null })), next };
}
