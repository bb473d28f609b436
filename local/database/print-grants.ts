/**
 * `npm run -s db:grants [table …]` prints the grants that the schema files declare, ready to be
 * pasted into a `--custom` migration: drizzle-kit generates neither grants nor FORCE.
 */
import process from 'node:process';
import { getTableName } from 'drizzle-orm';
import { declaredGrants } from './declared-grants.ts';
import { grantsSql } from '../../src/db/grants.ts';

const wanted = process.argv.slice(2);
const chosen = declaredGrants.filter(({ table }) =>
  wanted.length === 0 || wanted.includes(getTableName(table))
);
console.log(chosen.flatMap(grantsSql).join('\n--> statement-breakpoint\n'));
