import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { operationId } from '../../db/schema/store/backfills/line-sources.ts';
import { enqueuing } from './effect.ts';
import { type Topic, topic } from './topic.ts';

/**
 * What Shopify tells of the shop itself. What the shop is like now, its currency, its time zone and what
 * it lets us see, is asked by a job: whatever the order of arrival, the answer is the newest.
 * That a bulk operation is over wakes who waits for it, and would ask by itself after a while.
 */
export const shopTopics: Readonly<Record<string, Topic>> = {
  'app/uninstalled': topic(z.object({}), (_body, { triggered_at }) => ({
    item: (shop) => sql`(select private.uninstall_shop(${shop}, ${triggered_at})::int as written)`,
  })),
  'app/scopes_update': topic(z.object({}), () => enqueuing('follow_shop')),
  'bulk_operations/finish': topic(
    z.object({ admin_graphql_api_id: operationId.schema }),
    ({ admin_graphql_api_id: operation }) => ({
      item: (shop) => sql`private.wake_bulk_operation(${shop}, ${operation})`,
    }),
  ),
  'shop/update': topic(z.object({}), () => enqueuing('follow_shop')),
};
