import type { ValueOf } from '../../db/declare/choice.ts';
import type { marketingStates, shopifyGroups } from '../../db/schema/store/customers/customers.ts';

/**
 * What Shopify says of a customer, wherever it says so: in a delivery, a bulk operation's line or a
 * file. A field that the source does not carry is undefined and changes nothing; null clears it.
 */
export interface CustomerNews {
  /** Decimal digits. */
  shopify_id: string;
  email?: string | null;
  first_name?: string | null;
  last_name?: string | null;
  phone?: string | null;
  email_consent?: ValueOf<typeof marketingStates> | null;
  sms_consent?: ValueOf<typeof marketingStates> | null;
  locale?: string | null;
  shopify_group?: ValueOf<typeof shopifyGroups> | null;
  shopify_created_at?: Date | null;
  /** Shopify's clock: older news than what is known changes nothing. */
  shopify_updated_at: Date;
  /** When Shopify saw it so; of two states of one second the later one counts. */
  observed_at: Date | null;
}
