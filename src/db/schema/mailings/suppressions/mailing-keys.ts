import { customType, integer } from 'drizzle-orm/pg-core';
import { integerFrom } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { createdAt } from '../../columns.ts';
import { privateSchema } from '../../system/private.ts';

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/**
 * The keys that sign the links of mailings, the newest signs and all are believed: a link has to work
 * for as long as its mail lies in a mailbox. The first is made where the database is, and none is ever
 * written anywhere else; not even `service_role` may look, for whoever reads one can be any customer.
 */
export const mailingKeys = privateSchema.table('mailing_keys', {
  /** A byte of the token. */
  id: integer().primaryKey(),
  /** The two secret blocks of a nested MAC: 64 bytes each, of SHA-256's block length. */
  inner_key: bytea().notNull(),
  outer_key: bytea().notNull(),
  ...createdAt(),
}, (t) => [integerFrom(1, 255).check('mailing_keys_id_check', t.id)]).enableRLS();

export const mailingKeysGrants = grants(mailingKeys, { service_role: {} });
