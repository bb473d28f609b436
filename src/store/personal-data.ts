import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { instant } from '../contract/fields.ts';
import { exported, type PersonalPart } from '../db/declare/personal-part.ts';
import { customers, customersPersonal } from '../db/schema/store/customers/customers.ts';
import { refusedMatchesPersonal } from '../db/schema/store/customers/refused-matches.ts';
import { orders } from '../db/schema/store/orders/orders.ts';

const HeldOrder = createSelectSchema(orders, {
  placed_at: instant,
  cancelled_at: instant.nullable(),
}).pick({
  order_number: true,
  total_price: true,
  refunded: true,
  currency: true,
  financial_status: true,
  placed_at: true,
  cancelled_at: true,
});

const HeldCustomer = createSelectSchema(customers, {
  shop_id: z.guid(),
  created_at: instant,
}).pick({
  shop_id: true,
  email: true,
  first_name: true,
  last_name: true,
  phone: true,
  email_consent: true,
  sms_consent: true,
  locale: true,
  matched_by: true,
  created_at: true,
}).extend({ orders: z.array(HeldOrder) });

/** What shops have of a person; `private.erase_store` removes it. */
export const storePersonal: PersonalPart = {
  personal: [customersPersonal, refusedMatchesPersonal],
  exports: { customers: exported('customers', z.array(HeldCustomer), { with: { orders: true } }) },
};
