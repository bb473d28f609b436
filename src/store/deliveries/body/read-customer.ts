import { z } from 'zod';
import { writtenInstant } from '../../../contract/fields.ts';
import { marketingStates } from '../../../db/schema/store/customers/customers.ts';
import type { CustomerNews } from '../../customers/news.ts';
import { id, text } from './fields.ts';

/** A customer, as `customers/*` deliver one: since January 2025 without a word on consent. */
export const CustomerBody = z.object({
  id,
  email: text.nullish(),
  first_name: text.nullish(),
  last_name: text.nullish(),
  phone: text.nullish(),
  created_at: writtenInstant.nullish(),
  updated_at: writtenInstant.nullish(),
});

/** Reads a customer; Shopify's samples have some without a time, and then it is the delivery's. */
export const readCustomer = (
  { id, created_at, updated_at, ...said }: z.output<typeof CustomerBody>,
  triggered_at: Date,
): CustomerNews => ({
  ...said,
  shopify_id: id,
  shopify_created_at: created_at,
  shopify_updated_at: updated_at ?? triggered_at,
  observed_at: triggered_at,
});

/** A state that is not known here is no consent. */
const consent = z.object({
  state: marketingStates.schema.nullable().catch(null),
  consent_updated_at: writtenInstant.nullish(),
}).nullish();

/** `customers_email_marketing_consent/update` */
export const EmailConsentBody = z.object({ customer_id: id, email_marketing_consent: consent });

/** `customers_marketing_consent/update` */
export const SmsConsentBody = z.object({ id, sms_marketing_consent: consent });
