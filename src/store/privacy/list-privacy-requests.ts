import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { privacyRequests } from '../../db/schema/store/privacy/privacy-requests.ts';
import type { PrivacyRequest } from './contract.ts';

/** Lists what Shopify passed on for a shop, newest first, without what was gathered; for its managers. */
export const listPrivacyRequests = (
  { db }: CallerContext,
  { shop_id, page }: { shop_id: string; page: PageRequest },
): Promise<Slice<PrivacyRequest>> =>
  newestFirst(privacyRequests).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select({
        id: privacyRequests.id,
        shop_id: privacyRequests.shop_id,
        kind: privacyRequests.kind,
        status: privacyRequests.status,
        shopify_id: privacyRequests.shopify_id,
        customer_shopify_id: privacyRequests.customer_shopify_id,
        due_at: privacyRequests.due_at,
        done_at: privacyRequests.done_at,
        created_at: privacyRequests.created_at,
        updated_at: privacyRequests.updated_at,
      }).from(privacyRequests).where(and(eq(privacyRequests.shop_id, shop_id), where))
        .orderBy(...orderBy).limit(limit),
  );
