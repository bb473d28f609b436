import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { customers } from '../../db/schema/store/customers/customers.ts';
import { type AppError, refuse } from '../../errors.ts';
import type { Customer } from './contract.ts';
import { selectCustomers, standing } from './select-customers.ts';

export const customerNotFound = (): AppError => refuse('customer_not_found');

/**
 * Reads a customer: for managers of the shop's gym.
 * @throws `customer_not_found`
 */
export async function readCustomer(
  { db }: CallerContext,
  { customer_id }: { customer_id: string },
): Promise<Customer> {
  const [customer] = await selectCustomers(db).where(and(eq(customers.id, customer_id), standing));
  if (!customer) throw customerNotFound();
  return customer;
}
