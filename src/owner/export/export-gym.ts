import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import { z } from 'zod';
import { instant } from '../../contract/fields.ts';
import { callFor, callForRows } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { type PageRequest, type Position, type Slice, slice } from '../../db/keyset.ts';
import { notifications } from '../../db/schema/notifications/notifications.ts';
import { shops } from '../../db/schema/store/shops/shops.ts';
import { refuse } from '../../errors.ts';
import { exportedTables } from '../gym-tables.ts';
import type { ExportedRow } from './contract.ts';

/** What no table shows to managers, but a function does. */
const MEMBERS = 'members';
const NOTIFICATIONS = 'notifications';
/** As many as `private.sent_notifications` gives. */
const MOST_SENT = 100;

const Member = z.object({
  user_id: z.guid(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  birth_date: z.iso.date().nullable(),
  role: z.string(),
  approved_at: z.coerce.date().pipe(instant),
  external_ref: z.string().nullable(),
});

/** A part of the export: its place, what it is of, and where a page of it ended. */
interface Part {
  name: string;
  list: (page: PageRequest) => Promise<Slice<object>>;
}

/**
 * Gives everything a gym has to one of its managers, page by page, which never spans two tables: who
 * belongs to it, then table after table. It is read as the caller, so that nobody gets by it what they
 * do not see; that it was taken is in the trail.
 * @throws `not_a_manager` (forbidden)
 */
export async function exportGym(
  ctx: CallerContext,
  { gym_id, page: { limit, after } }: { gym_id: string; page: PageRequest },
): Promise<Slice<ExportedRow>> {
  const [noted] = await ctx.db.execute<{ may: boolean }>(
    sql`select private.note_gym_export(${gym_id}) as may`,
  );
  if (!noted!.may) throw refuse('not_a_manager');
  const parts = await partsOf(ctx, gym_id);
  const [from = 0, ...rest] = after ?? [];
  let within: Position | undefined = rest.length > 0 ? rest : undefined;
  for (let place = Number(from); place < parts.length; place++) {
    const { name, list } = parts[place]!;
    const { items, next } = await list({ limit, after: within });
    within = undefined;
    if (items.length === 0 && !next) continue;
    const last = place === parts.length - 1;
    return {
      items: items.map((row) => ({ table: name, row: { ...row } })),
      next: next ? [place, ...next] : last ? null : [place + 1],
    };
  }
  return { items: [], next: null };
}

/** The parts of a gym's export. A shop that is connected meanwhile comes last, and shifts nothing. */
async function partsOf({ db }: CallerContext, gym_id: string): Promise<Part[]> {
  const owned = await db.select({ id: shops.id }).from(shops).where(eq(shops.gym_id, gym_id))
    .orderBy(asc(shops.created_at), asc(shops.id));
  const of = (key: string, { name, table, by, order, columns }: typeof exportedTables[number]) => ({
    name,
    list: (page: PageRequest) =>
      order.list(page, ({ where, orderBy, limit }) =>
        db.select(columns).from(table)
          .where(and(eq(getTableColumns(table)[by]!, key), where))
          .orderBy(...orderBy).limit(limit)),
  });
  const inGym = exportedTables.filter(({ by }) => by === 'gym_id');
  const inShop = exportedTables.filter(({ by }) => by === 'shop_id');
  return [
    { name: MEMBERS, list: (page) => members({ db }, gym_id, page) },
    { name: NOTIFICATIONS, list: (page) => sent({ db }, gym_id, page) },
    ...inGym.map((one) => of(gym_id, one)),
    ...owned.flatMap(({ id }) => inShop.map((one) => of(id, one))),
  ];
}

async function members(
  { db }: Pick<CallerContext, 'db'>,
  gym_id: string,
  { limit, after }: PageRequest,
): Promise<Slice<object>> {
  const rows = await callFor(
    db,
    Member,
    // Exactly a page: of which children it told is in the trail.
    sql`private.export_gym_members(${gym_id}, ${after?.[0] ?? null}, ${limit})`,
  );
  return { items: rows, next: rows.length < limit ? null : [rows.at(-1)!.user_id] };
}

async function sent(
  { db }: Pick<CallerContext, 'db'>,
  gym_id: string,
  { limit, after }: PageRequest,
): Promise<Slice<object>> {
  const [at, id] = after ?? [null, null];
  const most = Math.min(limit, MOST_SENT);
  const rows = await callForRows(
    db,
    notifications,
    sql`(
      select (s.notification).*
      from private.sent_notifications(${gym_id}, null, ${at}, ${id}, ${most + 1}) s
    ) sent`,
  );
  return slice(rows, most, (row) => [row.created_at, row.id]);
}
