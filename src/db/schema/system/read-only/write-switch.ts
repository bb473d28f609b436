import { boolean, text } from 'drizzle-orm/pg-core';
import { textOf } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { instant } from '../../columns.ts';
import { privateSchema } from '../private.ts';

/** What can be stopped: there is one row. */
export const switches = choices('writes');

export const switchReason = textOf(500);

/**
 * One row: whether anybody but the owner may write (`private.refuse_read_only`). The owner turns it,
 * by `npm run read-only`; the system may look, so that workers rest.
 */
export const writeSwitch = privateSchema.table('write_switch', {
  of: switches.column().primaryKey().default('writes'),
  read_only: boolean().notNull().default(false),
  /** When it was turned the last time. */
  since: instant(),
  why: text(),
}, (t) => [
  switches.check('write_switch_of_check', t.of),
  switchReason.check('write_switch_why_check', t.why),
]).enableRLS();

export const writeSwitchGrants = grants(writeSwitch, { service_role: { select: true } });
