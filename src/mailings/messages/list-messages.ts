import { and, eq } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { messageLogs } from '../../db/schema/mailings/messages/message-logs.ts';
import type { Message, MessagesQuery } from './contract.ts';

const is = (column: PgColumn, value: string | undefined) =>
  value === undefined ? undefined : eq(column, value);

/** Lists the messages of a shop, the latest planned first: for managers of its gym, and none to others. */
export const listMessages = (
  { db }: CallerContext,
  { shop_id, status, reason, automation_id, customer_id, page }:
    & Pick<MessagesQuery, 'status' | 'reason' | 'automation_id' | 'customer_id'>
    & { shop_id: string; page: PageRequest },
): Promise<Slice<Message>> =>
  newestFirst(messageLogs).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(messageLogs)
        .where(and(
          eq(messageLogs.shop_id, shop_id),
          is(messageLogs.status, status),
          is(messageLogs.reason, reason),
          is(messageLogs.automation_id, automation_id),
          is(messageLogs.customer_id, customer_id),
          where,
        ))
        .orderBy(...orderBy).limit(limit),
  );
