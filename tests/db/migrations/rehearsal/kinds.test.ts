import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { applyMeasured } from '../../../../local/rehearsal/measure/apply.ts';
import type { MigrationReport } from '../../../../local/rehearsal/report.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';

/** A large table, one that refers to it, and a small one of the same columns. */
const BEFORE = `
  create table visits (id int primary key, gym int, note varchar(20), kind text, at timestamptz);
  insert into visits select n, n % 3, 'note ' || n, 'class', now() from generate_series(1, 12000) n;
  create table gyms (id int primary key, name text);
  insert into gyms select n, 'gym ' || n from generate_series(0, 2) n;
  create index visits_note on visits (note);
  create table few (like visits including all);
  insert into few select * from visits limit 100;
  create materialized view latest as select at from visits;
  create function touch() returns trigger language plpgsql as 'begin return new; end';
  create trigger touched before update on visits for each row execute function touch();
  alter table visits add column old text;
  create view shown as select id, name from gyms;
  create type mood as enum ('good', 'bad');
  create domain word as text;
  alter table visits add column feels mood, add column word word;
  create schema other;
  create table other.rooms as select 1 as id;
  analyze`;

interface Kind {
  rule: string;
  bad: string;
  /** Migrations that come to the same, and stop nobody. */
  good?: string[];
  /** What was done by hand before the good ones. */
  byHand?: string;
}

const kinds: Kind[] = [
  {
    rule: 'require-concurrent-index-creation',
    bad: 'create index visits_kind on visits (kind)',
    byHand: 'create index concurrently visits_kind on visits (kind)',
    good: ['create index if not exists visits_kind on visits (kind)'],
  },
  {
    rule: 'ban-concurrent-index-creation-in-transaction',
    bad: 'create index concurrently visits_kind on visits (kind)',
  },
  {
    rule: 'require-concurrent-index-deletion',
    bad: 'drop index visits_note',
    byHand: 'drop index concurrently visits_note',
    good: ['drop index if exists visits_note'],
  },
  { rule: 'require-concurrent-reindex', bad: 'reindex table visits' },
  {
    rule: 'changing-column-type',
    bad: 'alter table visits alter column id type bigint',
    good: ['alter table visits alter column note type text'],
  },
  {
    rule: 'adding-field-with-default',
    bad: 'alter table visits add column key uuid default gen_random_uuid()',
    good: [`alter table visits add column place text not null default 'mat'`],
  },
  {
    rule: 'adding-not-nullable-field',
    bad: 'alter table visits alter column kind set not null',
    good: [
      'alter table visits add constraint known check (kind is not null) not valid',
      'alter table visits validate constraint known',
      'alter table visits alter column kind set not null; alter table visits drop constraint known',
    ],
  },
  {
    rule: 'adding-foreign-key-constraint',
    bad: 'alter table visits add constraint at_gym foreign key (gym) references gyms (id)',
    good: [
      'alter table visits add constraint at_gym foreign key (gym) references gyms (id) not valid',
      'alter table visits validate constraint at_gym',
    ],
  },
  {
    rule: 'constraint-missing-not-valid',
    bad: `alter table visits add constraint words check (note <> '')`,
    good: [
      `alter table visits add constraint words check (note <> '') not valid`,
      'alter table visits validate constraint words',
    ],
  },
  {
    rule: 'constraint-missing-not-valid',
    bad: `alter table visits add constraint words check (note <> '') not valid;
      alter table visits validate constraint words`,
  },
  {
    rule: 'disallowed-unique-constraint',
    bad: 'alter table visits add constraint once unique (note)',
    byHand: 'create unique index concurrently once on visits (note)',
    good: ['alter table visits add constraint once unique using index once'],
  },
  {
    rule: 'renaming-column',
    bad: 'alter table visits rename column kind to sort',
    good: ['alter table visits add column sort text'],
  },
  {
    rule: 'renaming-table',
    bad: 'alter table visits rename to stays',
    good: ['alter table visits rename to stays; create view visits as select * from stays'],
  },
  {
    rule: 'renaming-table',
    bad: 'alter view shown rename to seen',
    good: ['drop view shown; create view shown as select id, name from gyms'],
  },
  { rule: 'renaming-table', bad: 'alter schema other rename to others' },
  { rule: 'renaming-table', bad: 'alter table few set schema other' },
  { rule: 'renaming-column', bad: `do $$ begin alter table visits rename kind to sort; end $$` },
  {
    rule: 'ban-drop-column',
    bad: 'alter table visits drop column old',
    good: [`comment on column visits.old is 'unused'`, 'alter table visits drop column old'],
  },
  { rule: 'ban-drop-column', bad: `do $$ begin execute 'alter table visits drop old'; end $$` },
  { rule: 'ban-drop-column', bad: 'drop type mood cascade' },
  { rule: 'ban-drop-table', bad: 'drop schema other cascade' },
  { rule: 'ban-drop-table', bad: 'drop view shown' },
  {
    rule: 'ban-drop-table',
    bad: 'drop table few',
    good: [`comment on table few is 'Unused since May.'`, 'drop table few'],
  },
  {
    rule: 'locking-table',
    bad: 'lock table visits in share row exclusive mode',
    good: ['lock table visits in row exclusive mode'],
  },
  { rule: 'prefer-repack', bad: 'cluster visits using visits_note' },
  { rule: 'refreshing-materialized-view', bad: 'refresh materialized view latest' },
  { rule: 'rewriting-table', bad: 'alter table visits set unlogged' },
  { rule: 'ban-disable-trigger', bad: 'alter table visits disable trigger touched' },
  {
    rule: 'changing-many-rows',
    bad: `do $$ begin update visits set kind = 'open mat'; end $$`,
    good: [`update visits set kind = 'open mat' where id < 100`],
  },
  {
    rule: 'changing-many-rows',
    bad: `update visits set kind = 'open mat' where id < 6000;
      update visits set kind = 'open mat' where id >= 6000`,
  },
  {
    rule: 'constraint-missing-not-valid',
    bad: `alter domain word add constraint said check (value <> '')`,
    good: [`alter domain word add constraint said check (value <> '') not valid`],
  },
  { rule: 'truncating-table', bad: 'truncate visits' },
  { rule: 'transaction-nesting', bad: 'alter table visits add column place text; commit' },
  {
    rule: 'holding-lock',
    bad: 'alter table visits add column place text; select pg_sleep(0.6)',
    good: ['select pg_sleep(0.6); alter table visits add column place text'],
  },
  { rule: 'fails', bad: 'alter table visits add column place text not null' },
  { rule: 'fails', bad: 'copy visits from stdin' },
];

async function rehearsed(scripts: string[], byHand?: string): Promise<MigrationReport[]> {
  const database = await createTestDatabase({ empty: true });
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(BEFORE);
    if (byHand) await sql.unsafe(byHand);
    const named = scripts.map((text, index) => ({ tag: String(index), statements: [text] }));
    return await applyMeasured(database.url, named, new Map());
  } finally {
    await sql.end();
    await database.drop();
  }
}

/** What speaks against it; on a busy machine anything may take long, so that is asked for alone. */
const found = (reports: MigrationReport[], rule = '') =>
  reports.flatMap(({ statements }) => statements.flatMap(({ findings }) => findings))
    .filter((each) => each.rule === rule || each.rule !== 'holding-lock');

describe('a migration that would stop writers', () => {
  it.each(kinds)('is found: $bad', async ({ rule, bad }) => {
    const rules = found(await rehearsed([bad]), rule).map((each) => each.rule);
    expect(rules).toEqual(rule.startsWith('ban-concurrent') ? ['fails', rule] : [rule]);
  });

  it.each(kinds.filter(({ good }) => good))(
    'need not: $good',
    async ({ rule, good = [], byHand }) =>
      expect(found(await rehearsed(good, byHand), rule)).toEqual([]),
  );

  it('is one of a large table, or of code that runs', async () => {
    const ofLarge = kinds.filter(({ rule, bad }, index) =>
      bad.includes('visits') && !/renam|ban-drop|ban-concurrent|fails|truncat|nesting/.test(rule) &&
      index === kinds.findIndex((kind) => kind.rule === rule)
    );
    const small = ofLarge.map(({ bad }) =>
      bad.replaceAll('visits_note', 'few_note_idx').replaceAll('visits', 'few')
    );
    const before =
      'create trigger touched before update on few for each row execute function touch()';
    // An index is used before it is dropped.
    expect(found(await rehearsed(small.reverse(), before))).toEqual([]);
    expect(small).toHaveLength(15);
  });
});
