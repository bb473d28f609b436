import { customType, uuid } from 'drizzle-orm/pg-core';
import { grants } from '../../../declare/grants.ts';
import { createdAt } from '../../columns.ts';
import { privateSchema } from '../private.ts';

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/**
 * The keys whose signature makes claims believed behind the login `edge`, as the two padded blocks
 * of HMAC. Read by `private.caller_claims` alone; `npm run db:logins` adds and retires them. Not
 * even `service_role` may look: whoever reads a key can be anybody.
 */
export const claimsKeys = privateSchema.table('claims_keys', {
  id: uuid().primaryKey().defaultRandom(),
  inner_pad: bytea().notNull().unique(),
  outer_pad: bytea().notNull(),
  ...createdAt(),
}).enableRLS();

export const claimsKeysGrants = grants(claimsKeys, { service_role: {} });
