import { type Consent, gid, type ShopifyCustomer } from '../records.ts';
import { type Fields, numberOf, type Sender } from './sender.ts';
import { timeIn } from './times.ts';

/** A customer as webhooks have it since 2025-01: without consents, tags, counts and sums. */
export const customerPayload = (
  customer: ShopifyCustomer,
  { timezone, currency }: Sender,
): Fields => ({
  id: numberOf(customer.id),
  created_at: timeIn(timezone, customer.createdAt),
  updated_at: timeIn(timezone, customer.updatedAt),
  first_name: customer.firstName,
  last_name: customer.lastName,
  state: customer.state.toLowerCase(),
  note: customer.note,
  verified_email: customer.verifiedEmail,
  multipass_identifier: null,
  tax_exempt: false,
  email: customer.email,
  phone: customer.phone,
  currency,
  addresses: [],
  tax_exemptions: [],
  admin_graphql_api_id: gid('Customer', customer.id),
});

export const deletedCustomerPayload = (customerId: string): Fields => ({
  id: numberOf(customerId),
  tax_exemptions: [],
  admin_graphql_api_id: gid('Customer', customerId),
});

/** Of `customers_email_marketing_consent/update`. */
export const emailConsentPayload = (customer: ShopifyCustomer, sender: Sender): Fields => ({
  customer_id: numberOf(customer.id),
  email_address: customer.email,
  email_marketing_consent: consent(customer.emailConsent, sender),
});

/** Of `customers_marketing_consent/update`, which is about SMS. */
export const smsConsentPayload = (customer: ShopifyCustomer, sender: Sender): Fields => ({
  id: numberOf(customer.id),
  phone: customer.phone,
  sms_marketing_consent: {
    ...consent(customer.smsConsent, sender),
    consent_collected_from: 'OTHER',
  },
});

const consent = (given: Consent | null, { timezone }: Sender): Fields => ({
  state: given?.state.toLowerCase() ?? 'not_subscribed',
  opt_in_level: given?.optInLevel?.toLowerCase() ?? null,
  consent_updated_at: given?.updatedAt ? timeIn(timezone, given.updatedAt) : null,
});
