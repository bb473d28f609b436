import { marketingStates, shopifyGroups } from '../../db/schema/store/customers/customers.ts';
import type { CustomerNews } from '../customers/news.ts';
import {
  type Json,
  readerOf,
  readField,
  readInstant,
  readOptionalInstant,
  readText,
} from './fields.ts';

const readState = readerOf(marketingStates.values);
const readGroup = readerOf(shopifyGroups.values);

/** Reads the line of a customer, of which everything but its id and its clock may be missing. */
export const readCustomer = (
  line: Json,
  shopify_id: string,
  observed_at: Date | null,
): CustomerNews => ({
  shopify_id,
  email: readText(line['email'], 'email'),
  first_name: readText(line['firstName'], 'firstName'),
  last_name: readText(line['lastName'], 'lastName'),
  phone: readText(line['phone'], 'phone'),
  email_consent: readState(
    readField(line, 'emailMarketingConsent', 'marketingState'),
    'emailMarketingConsent.marketingState',
  ),
  sms_consent: readState(
    readField(line, 'smsMarketingConsent', 'marketingState'),
    'smsMarketingConsent.marketingState',
  ),
  locale: readText(line['locale'], 'locale'),
  shopify_group: readGroup(readField(line, 'statistics', 'rfmGroup'), 'statistics.rfmGroup'),
  shopify_created_at: readOptionalInstant(line['createdAt'], 'createdAt'),
  shopify_updated_at: readInstant(line['updatedAt'], 'updatedAt'),
  observed_at,
});
