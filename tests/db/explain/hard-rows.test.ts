import { describe, expect, it } from 'vitest';
import type { Assigned } from '../../../local/explain/explanation.ts';
import { renderText } from '../../../local/explain/render/terminal.ts';
import { type Asked, READER, useForeign, WEIRD, wordOf, WRITER } from './support/foreign.ts';

const foreign = useForeign();
const { explain } = foreign;

describe("an explanation of somebody else's row", () => {
  it('bears a row of a megabyte', async () => {
    const text = 'é\\\'"(),'.repeat(150_000);
    await foreign
      .owner`insert into "Weird ""Notes""" ("ID", "Text", published) values (5, ${text}, false)`;
    const explained = await explain(WRITER, { table: WEIRD, command: 'select', key: { ID: '5' } });
    expect(explained.verdict).toMatchObject({ result: 'denied', silent: true });
    expect(explained.agrees).toBe(true);
    expect(JSON.stringify(explained).length).toBeLessThan(100_000);
    await foreign.owner`delete from "Weird ""Notes""" where "ID" = 5`;
  });

  it('names the near miss behind a helper, and in a subquery of the policy', async () => {
    const org = '00000000-0000-0000-0000-00000000000a';
    const behind = await explain(READER, { table: 'orgs', command: 'select', key: { id: org } });
    expect(behind.verdict).toMatchObject({ result: 'denied', silent: true });
    expect(behind.nearMisses[0]).toMatchObject({
      says: 'A row of public.members fits in all else, but `approved_at` is null.',
      row: { org_id: org, user_id: READER },
      path: ['members of it', 'inner_sanctum.is_member(uuid)'],
    });
    const within = await explain(READER, { table: WEIRD, command: 'select', key: { ID: '1' } });
    expect(within.nearMisses[0]).toMatchObject({
      says: 'A row of public.members fits in all else, but `approved_at` is null.',
      path: ["readers' notes"],
    });
  });

  it('explains the row as triggers leave it, and says what they changed', async () => {
    const explained = await explain(WRITER, {
      ...{ table: 'stamped', command: 'update', key: { id: '1' } },
      set: { upper: 'q', owner: READER },
    });
    expect(explained.steps).toContainEqual(expect.objectContaining({
      kind: 'triggers',
      changed: [{ column: 'by_trigger', from: null, to: 'authenticated' }],
    }));
    expect(explained.steps.at(-1)).toMatchObject({
      ...{ kind: 'policies', clause: 'WITH CHECK', row: 'new', value: false },
      values: { owner: READER, by_trigger: 'authenticated', upper: 'Q' },
    });
    expect(explained.nearMisses[0]?.says).toContain('`owner = auth.uid()` is false');
  });

  it.each([
    ['refuse', { result: 'error', silent: false, raised: { sqlstate: 'P0042' } }],
    ['skip', { result: 'error', silent: true }],
  ])('tells when a trigger decides: %s', async (upper, verdict) => {
    const question = { table: 'stamped', command: 'update', key: { id: '1' }, set: { upper } };
    const explained = await explain(WRITER, question as Asked);
    expect(explained.verdict).toMatchObject(verdict);
    expect(explained.agrees).toBe(true);
  });

  it.each<[set: Record<string, Assigned>, said: string]>([
    [{ ID: '9', archived: 'false', place: '(1,x)', Text: "a'\\b" }, 'reached'],
    [{ ID: '9', archived: null, place: '(1,x)' }, '42501 new row violates row-level security'],
    [{ ID: { sql: "(select 7 where 'a' <> 'b' -- ;\n)" }, archived: 'f', place: '(0,)' }, '42501'],
    [{ ID: 'none' }, '22P02 invalid input syntax for type integer'],
    [{ ID: '9', size: '3' }, '428C9 cannot insert a non-DEFAULT value'],
  ])('explains an INSERT of %j', async (set, said) => {
    const org = { org_id: '00000000-0000-0000-0000-00000000000a' };
    const question = { table: WEIRD, command: 'insert', set: { ...org, ...set } } as const;
    const explained = await explain(WRITER, question);
    expect(explained.agrees).toBe(true);
    expect(wordOf(explained)).toContain(said);
  });

  it('names the restrictive policy that refuses, as Postgres does', async () => {
    const explained = await explain(WRITER, {
      ...{ table: WEIRD, command: 'update', key: { ID: '1' } },
      set: { order: { sql: '"order" + 1' } },
    });
    expect(explained.verdict.raised?.message).toContain('policy "tags"');
    expect(explained.agrees).toBe(true);
  });

  it('finds what raises though the row is hidden: an index asks all policies at once', async () => {
    await foreign.owner.unsafe(`
      create function at_odds() returns int[] language plpgsql stable as $$
        begin raise 'not today'; end $$;
      create table indexed (id int primary key, note text);
      insert into indexed values (1);
      alter table indexed enable row level security;
      grant select, update on indexed to authenticated;
      create policy readers on indexed for select using (id = any ((select at_odds())::int[]));
      create policy writers on indexed for update using (id = any ((select '{}'::int[])::int[]))`);
    const explained = await explain(WRITER, {
      ...{ table: 'indexed', command: 'update', key: { id: '1' } },
      set: { note: 'x' },
    });
    expect(wordOf(explained)).toBe('P0001 not today');
    expect(explained.steps.at(-1)).toMatchObject({ kind: 'policies', command: 'select' });
    expect(explained.agrees).toBe(true);
    await foreign.owner`drop table indexed`;
    await foreign.owner`drop function at_odds`;
  });

  it('opens PL/pgSQL branch by branch, and whole rows that are handed in', async () => {
    const explained = await explain(READER, { table: WEIRD, command: 'select', key: { ID: '1' } });
    const text = renderText(explained);
    expect(text).toContain('me = 00000000-0000-0000-0000-000000000002  (auth.uid())');
    expect(text).toContain('✗ org is null');
    expect(text).toContain('1 of public.members AS m where');
    expect(text).not.toContain('not opened further');
  });

  it.each([[READER, 'allowed'], [WRITER, 'denied']])(
    'tells of a view what the statement tells, as %s',
    async (who, result) => {
      const question = { table: 'plain_view', command: 'select', key: { id: '2' } } as const;
      const explained = await explain(who, question);
      expect(explained).toMatchObject({ verdict: { result }, agrees: true });
      expect(renderText(explained)).toContain('is a view and has no policies of its own');
    },
  );

  it('explains an INSERT of nothing but defaults, and a SELECT of no column', async () => {
    const none = await explain('anonymous', { table: 'closed', command: 'insert' });
    expect(wordOf(none)).toBe('42501 permission denied for table closed');
    const empty = await explain(WRITER, { table: 'plain', command: 'insert' });
    expect(wordOf(empty)).toContain('42501 new row violates row-level security');
    const key = { table: 'plain', command: 'select', key: { id: '1' } } as const;
    expect(wordOf(await explain(WRITER, { ...key, columns: [] }))).toBe('reached');
    expect(wordOf(await explain(WRITER, key))).toBe('42501 permission denied for table plain');
    expect([none, empty].every(({ agrees }) => agrees)).toBe(true);
  });
});
