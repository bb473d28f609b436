import { sql } from 'drizzle-orm';
import {
  check,
  customType,
  index,
  pgPolicy,
  pgSchema,
  pgTable,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { authenticatedRole } from 'drizzle-orm/supabase';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Landed, planMigration } from '../../../local/database/generate/plan-migration.ts';
import { openScratch, type Scratch } from '../../../local/database/generate/scratch.ts';
import { type SqlFile, sqlFile } from '../../../local/database/sources/sql-files.ts';
import type { Sources } from '../../../local/database/sources/declared.ts';
import { grants } from '../../../src/db/declare/grants.ts';
import { selectPolicy, updatePolicy } from '../../../src/db/declare/policies.ts';
import { triggers } from '../../../src/db/declare/triggers.ts';
import { emptyEngine } from '../../../testkit/database/left-engines.ts';

/** A project of one table, so that what a change costs is seen whole. */
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
const mine = sql`owner = (select private.me())`;

const columns = {
  id: uuid().primaryKey().defaultRandom(),
  owner: uuid().notNull(),
  title: text().notNull(),
  words: tsvector().generatedAlwaysAs(sql`to_tsvector('english', title)`),
};

const notes = pgTable('notes', columns, (t) => [
  index('notes_words_index').using('gin', t.words),
  check('notes_title_check', sql`private.is_fine(${t.title})`),
  selectPolicy('notes_select_own', mine),
  updatePolicy('notes_update_own', mine, mine),
]).enableRLS();

const base = {
  privateSchema: pgSchema('private'),
  notes,
  notesGrants: grants(notes, { authenticated: { select: true } }),
  notesTriggers: triggers(notes, {
    name: 'keep_title',
    before: ['update'],
    of: ['title'],
    run: 'private.keep_title',
  }),
};

const files = {
  'private.after.sql': 'grant usage on schema private to authenticated;',
  'me.sql': `create or replace function private.me() returns uuid
    language plpgsql stable set search_path = '' as $$ begin return auth.uid(); end $$;
    revoke execute on function private.me() from public;
    grant execute on function private.me() to authenticated;`,
  'is-fine.sql': `create or replace function private.is_fine(title text) returns boolean
    language plpgsql immutable set search_path = '' as $$ begin return title <> ''; end $$;
    revoke execute on function private.is_fine(text) from public;`,
  'keep-title.sql': `create or replace function private.keep_title() returns trigger
    language plpgsql set search_path = '' as $$ begin return new; end $$;
    revoke execute on function private.keep_title() from public;`,
  'refuse-read-only.sql': `create or replace function private.refuse_read_only() returns trigger
    language plpgsql set search_path = '' as $$ begin return null; end $$;
    revoke execute on function private.refuse_read_only() from public;`,
  'newest.sql': `create or replace function private.newest() returns setof public.notes
    language plpgsql stable set search_path = '' as $$ begin return query select * from public.notes; end $$;
    revoke execute on function private.newest() from public;`,
  'near.pgvector.sql': `create or replace function private.near(place pgvector.vector) returns int
    language plpgsql set search_path = '' as $$ begin return 1; end $$;
    revoke execute on function private.near(pgvector.vector) from public;`,
};

function project(
  schema: Record<string, unknown> = {},
  changed: Record<string, string | null> = {},
): Sources {
  const texts = Object.entries({ ...files, ...changed });
  return {
    schema: { ...base, ...schema },
    files: texts.flatMap(([name, content]): SqlFile[] =>
      content === null ? [] : [sqlFile(`src/db/schema/notes/${name}`, content)]
    ),
  };
}

let scratch: Scratch;
let landed: Landed;

beforeAll(async () => {
  scratch = await openScratch(emptyEngine);
  const { statements, snapshot } = await planMigration(scratch, project(), { migrations: [] });
  landed = { migrations: [{ statements }], snapshot };
}, 120_000);

afterAll(() => scratch?.close());

/** The first line of each statement that the change costs. */
async function migrationTo(sources: Sources): Promise<string[]> {
  const { statements, snapshot } = await planMigration(scratch, sources, landed);
  const after = { migrations: [...landed.migrations, { statements }], snapshot };
  expect((await planMigration(scratch, sources, after)).statements).toEqual([]);
  return statements.map((statement) => statement.split('\n')[0]?.trim() ?? '');
}

describe('a migration computed from the sources', () => {
  it('is empty when nothing changed, also when only a comment or a layout did', async () => {
    const commented = `-- Who asks.\n${files['me.sql']}\n`;
    expect(await migrationTo(project({}, { 'me.sql': commented }))).toEqual([]);
  });

  it('replaces a function whose body changed', async () => {
    const changed = files['me.sql'].replace('auth.uid()', 'null::uuid');
    expect(await migrationTo(project({}, { 'me.sql': changed }))).toEqual([
      'set local check_function_bodies = off;',
      'create or replace function private.me() returns uuid',
      'revoke execute on function private.me() from public;',
      'grant execute on function private.me() to authenticated;',
    ]);
  });

  it('drops and makes again a function whose arguments changed, with the check that calls it', async () => {
    const renamed = files['is-fine.sql'].replace('(title text)', '(words text)')
      .replace('return title', 'return words');
    expect(await migrationTo(project({}, { 'is-fine.sql': renamed }))).toEqual([
      'set local check_function_bodies = off;',
      'alter table "public"."notes" drop constraint "notes_title_check";',
      'drop function if exists private.is_fine(text);',
      'create or replace function private.is_fine(words text) returns boolean',
      'revoke execute on function private.is_fine(text) from public;',
      'alter table "public"."notes" add constraint "notes_title_check" CHECK (private.is_fine(title));',
    ]);
  });

  it('drops and makes again a function that policies call', async () => {
    const changed = files['me.sql'].replaceAll('me()', 'me(unused int default 1)')
      .replaceAll('on function private.me(unused int default 1)', 'on function private.me(int)');
    expect(await migrationTo(project({}, { 'me.sql': changed }))).toEqual([
      'set local check_function_bodies = off;',
      'drop policy "notes_select_own" on "public"."notes";',
      'drop policy "notes_update_own" on "public"."notes";',
      'drop function if exists private.me();',
      'create or replace function private.me(unused int default 1) returns uuid',
      'revoke execute on function private.me(int) from public;',
      'grant execute on function private.me(int) to authenticated;',
      'create policy "notes_select_own" on "public"."notes" as permissive for select to authenticated',
      'create policy "notes_update_own" on "public"."notes" as permissive for update to authenticated',
    ]);
  });

  it('drops a function whose file went away, after the check that called it', async () => {
    const free = pgTable('notes', columns, (t) => [
      index('notes_words_index').using('gin', t.words),
      selectPolicy('notes_select_own', mine),
      updatePolicy('notes_update_own', mine, mine),
    ]).enableRLS();
    expect(await migrationTo(project({ notes: free }, { 'is-fine.sql': null }))).toEqual([
      'ALTER TABLE "notes" DROP CONSTRAINT "notes_title_check";',
      'drop function if exists private.is_fine(text);',
    ]);
  });

  it('takes back a right to execute that the file no longer gives', async () => {
    const closed = files['me.sql'].replace(/grant execute[^;]*;/, '');
    expect(await migrationTo(project({}, { 'me.sql': closed }))).toEqual([
      'set local check_function_bodies = off;',
      'revoke all on function private.me() from authenticated;',
      'revoke execute on function private.me() from public;',
    ]);
  });

  it('makes again the index that a generated column takes with it', async () => {
    const words = tsvector().generatedAlwaysAs(sql`to_tsvector('simple', title)`);
    const other = pgTable('notes', { ...columns, words }, (t) => [
      index('notes_words_index').using('gin', t.words),
      check('notes_title_check', sql`private.is_fine(${t.title})`),
      selectPolicy('notes_select_own', mine),
      updatePolicy('notes_update_own', mine, mine),
    ]).enableRLS();
    const statements = await migrationTo(project({ notes: other }));
    expect(statements).toContain(
      'CREATE INDEX notes_words_index ON public.notes USING gin (words);',
    );
  });

  it('frees a column from its policies before it goes, and drops a WITH CHECK', async () => {
    const all = sql`true`;
    const { owner: _, ...fewer } = columns;
    const open = pgTable('notes', fewer, (t) => [
      index('notes_words_index').using('gin', t.words),
      check('notes_title_check', sql`private.is_fine(${t.title})`),
      selectPolicy('notes_select_own', all),
      pgPolicy('notes_update_own', { for: 'update', to: authenticatedRole, using: all }),
    ]).enableRLS();
    expect(await migrationTo(project({ notes: open }))).toEqual([
      'drop trigger "notes_keep_title" on "public"."notes";',
      'drop trigger "notes_read_only" on "public"."notes";',
      'drop policy "notes_select_own" on "public"."notes";',
      'drop policy "notes_update_own" on "public"."notes";',
      'ALTER TABLE "notes" DROP COLUMN "owner";',
      'create policy "notes_select_own" on "public"."notes" as permissive for select to authenticated',
      'create policy "notes_update_own" on "public"."notes" as permissive for update to authenticated',
      'create trigger "notes_read_only" before insert or update or delete or truncate on "public"."notes"',
      'create trigger "notes_keep_title" before update of "title" on "public"."notes"',
    ]);
  });

  it('changes triggers and grants', async () => {
    const notesTriggers = triggers(notes, {
      name: 'keep',
      before: ['update'],
      when: 'old.title is distinct from new.title',
      run: 'private.keep_title',
      args: ["the author's"],
    });
    const notesGrants = grants(notes, { authenticated: { select: ['id'] } });
    expect(await migrationTo(project({ notesTriggers, notesGrants }))).toEqual([
      'drop trigger "notes_keep_title" on "public"."notes";',
      'create trigger "notes_keep" before update on "public"."notes"',
      'alter table "public"."notes" force row level security;',
      'revoke all on table "public"."notes" from public, anon, authenticated, service_role;',
      'grant select ("id") on table "public"."notes" to authenticated;',
      'grant select, insert, update, delete on table "public"."notes" to service_role;',
    ]);
  });

  it('runs a script again when its text changed, and only then', async () => {
    const wider = 'grant usage on schema private to authenticated, service_role;';
    expect(await migrationTo(project({}, { 'private.after.sql': wider }))).toEqual([
      expect.stringMatching(/^-- src\/db\/schema\/notes\/private\.after\.sql \([0-9a-f]{16}\)$/),
    ]);
  });

  it('drops what pgvector needs where its files change, guarded', async () => {
    const changed = files['near.pgvector.sql'].replace('returns int', 'returns bigint');
    expect(await migrationTo(project({}, { 'near.pgvector.sql': changed }))).toEqual([
      'drop function if exists private.near(extensions.vector);',
      expect.stringMatching(/^-- src\/db\/schema\/\*\*\/\*\.pgvector\.sql \([0-9a-f]{16}\)$/),
    ]);
  });

  it('is refused where drizzle-kit would ask about a rename', async () => {
    const { title: _, ...rest } = columns;
    const renamed = pgTable('notes', { ...rest, name: text().notNull() }).enableRLS();
    await expect(migrationTo(project({ notes: renamed }))).rejects.toThrow(
      /cannot know whether these were renamed.*column of public\.notes: title → name/,
    );
  });

  it('is refused where it would not arrive, with what is left', async () => {
    const sources = project({}, { 'storage.after.sql': 'alter table public.notes set unlogged;' });
    const { statements, snapshot } = await planMigration(scratch, sources, landed);
    const forgot = project({}, {});
    const after = { migrations: [...landed.migrations, { statements }], snapshot };
    await expect(planMigration(scratch, forgot, after)).rejects.toThrow(/table public\.notes/);
  });

  it('says which statement Postgres refuses', async () => {
    const broken = files['me.sql'].replace('returns uuid', 'returns uid');
    await expect(migrationTo(project({}, { 'me.sql': broken }))).rejects.toThrow(
      /type "uid" does not exist\n.*create or replace function private\.me/,
    );
  });
});
