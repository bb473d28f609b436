import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { calendarDate, instant } from '../../contract/fields.ts';
import { exported, type PersonalPart } from '../../db/declare/personal-part.ts';
import {
  duesAccounts,
  duesAccountsPersonal,
} from '../../db/schema/billing/dues/accounts/dues-accounts.ts';
import {
  duesCoverage,
  duesCoveragePersonal,
} from '../../db/schema/billing/dues/accounts/dues-coverage.ts';
import {
  duesFreezes,
  duesFreezesPersonal,
} from '../../db/schema/billing/dues/freezes/dues-freezes.ts';
import {
  duesPayments,
  duesPaymentsPersonal,
} from '../../db/schema/billing/dues/payments/dues-payments.ts';

const gym = z.object({ id: z.guid(), name: z.string() });
const ofGym = { columns: { id: true, name: true } } as const;

const PaidAccount = createSelectSchema(duesAccounts, {
  starts_on: calendarDate,
  ends_on: calendarDate.nullable(),
  overdue_since: calendarDate.nullable(),
  created_at: instant,
}).pick({
  kind: true,
  price: true,
  person_price: true,
  currency: true,
  punches: true,
  valid_days: true,
  starts_on: true,
  ends_on: true,
  state: true,
  overdue_since: true,
  created_at: true,
}).extend({
  gym,
  payments: z.array(
    createSelectSchema(duesPayments, {
      received_on: calendarDate,
      voided_at: instant.nullable(),
      created_at: instant,
    }).pick({
      units: true,
      amount: true,
      method: true,
      received_on: true,
      voided_at: true,
      void_reason: true,
      created_at: true,
    }),
  ),
  freezes: z.array(
    createSelectSchema(duesFreezes, { starts_on: calendarDate, ends_on: calendarDate })
      .pick({ starts_on: true, ends_on: true }),
  ),
});

const Covered = createSelectSchema(duesCoverage, {
  covered_from: calendarDate,
  covered_until: calendarDate.nullable(),
  created_at: instant,
}).pick({ covered_from: true, covered_until: true, created_at: true }).extend({ gym });

/** What there is of a person's dues; `private.erase_dues` removes it. */
export const duesPersonal: PersonalPart = {
  personal: [
    duesAccountsPersonal,
    duesCoveragePersonal,
    duesPaymentsPersonal,
    duesFreezesPersonal,
  ],
  exports: {
    dues_accounts: exported('duesAccounts', z.array(PaidAccount), {
      with: { gym: ofGym, payments: true, freezes: true },
    }),
    dues_coverage: exported('duesCoverage', z.array(Covered), { with: { gym: ofGym } }),
  },
};
