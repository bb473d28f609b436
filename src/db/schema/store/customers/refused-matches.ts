import { foreignKey, index, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { createdAt } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { privateSchema } from '../../system/private.ts';
import { customers } from './customers.ts';

/** That a person said a customer is not this member: no address matches the two again. */
export const refusedMatches = privateSchema.table('refused_matches', {
  customer_id: uuid().notNull(),
  shop_id: uuid().notNull(),
  user_id: uuid().notNull().references(() => users.id),
  ...createdAt(),
}, (t) => [
  primaryKey({ columns: [t.customer_id, t.shop_id, t.user_id] }),
  foreignKey({
    name: 'refused_matches_customer_fkey',
    columns: [t.customer_id, t.shop_id],
    foreignColumns: [customers.id, customers.shop_id],
  }).onDelete('cascade'),
  index('refused_matches_user_id_index').on(t.user_id),
  ...instants(t.created_at),
]).enableRLS();

export const refusedMatchesGrants = grants(refusedMatches, { service_role: { select: true } });

export const refusedMatchesPersonal = personalData(refusedMatches, {
  user_id: {
    export: { not: 'It says only that two were not the same.' },
    erase: { delete: 'that you are not certain customers of shops' },
  },
});
