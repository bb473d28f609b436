import { getTableConfig } from 'drizzle-orm/pg-core';
import { expect, it } from 'vitest';
import { users } from '../../../src/db/schema/identity/users.ts';
import { personalParts } from '../../../supabase/functions/identity/personal-parts.ts';
import { useDoor } from '../../../testkit/database/door.ts';

const under = useDoor();

const declared = personalParts.flatMap(({ personal }) => personal)
  .filter(({ table }) => table !== users)
  .flatMap(({ table, claims }) => {
    const { name, schema = 'public' } = getTableConfig(table);
    return Object.keys(claims).map((column) => `${schema}.${name}.${column}`);
  });

it('whoever writes a row about a person holds them, in every table that declares one', async () => {
  // tgtype: per row (1), before (2), on insert (4) and update (16).
  const held = await under.admin<{ column: string }[]>`
    select n.nspname || '.' || c.relname || '.' || a.attname as column
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any (t.tgattr)
    where t.tgfoid in ('private.hold_person()'::regprocedure, 'private.hold_subject()'::regprocedure)
      and t.tgtype = 1 + 2 + 4 + 16 and t.tgenabled = 'O'
      and (t.tgnargs = 0 or encode(t.tgargs, 'escape') = a.attname || '\\000')`;
  expect(held.map(({ column }) => column).sort()).toEqual(declared.sort());
});
