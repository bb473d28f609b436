import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useConsole } from './support/console.ts';

const tested = useConsole();
let owner: postgres.Sql;

beforeAll(async () => {
  owner = postgres(tested.database.url, { max: 1, onnotice: () => {} });
  await owner.unsafe(`
    create table public.many (id int primary key, note text);
    insert into public.many select n, 'note' from generate_series(1, 1000) n;
    grant all on public.many to authenticated, service_role;`);
});
afterAll(() => owner.end());

const text = (html: string) =>
  (/<main.*<\/main>/s.exec(html)?.[0] ?? html).replace(/<form.*?<\/form>/gs, '')
    .replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

const run = async (sql: string, more: Record<string, string> = {}, as = 'system') => {
  const { html } = await tested.visit(`/run-as?as=${as}`, { what: 'sql', sql, ...more });
  return text(html);
};

describe('a result', () => {
  it('keeps columns of the same name, and of names that objects have', async () => {
    const { html } = await tested.visit('/run-as?as=system', {
      ...{ what: 'sql', sql: `select 11 as a, 22 as a, 33 as "__proto__"` },
    });
    expect([...html.matchAll(/<th scope="col">(.*?)<\/th>/g)].map(([, name]) => name))
      .toEqual(['a', 'a', '__proto__']);
    expect(text(html)).toMatch(/11 22 33/);
  });

  it('shows bytes as Postgres writes them', async () => {
    expect(await run(`select '\\xdead'::bytea`)).toContain('\\xdead');
  });

  it('of a writing statement is bounded, and all of it is written', async () => {
    const write = { write: 'on', commit: 'on', form: 'bounded' };
    const answer = await run(`update many set note = 'new' returning id`, write);
    expect(answer).toContain('more than 200 rows');
    expect(answer).toContain('kept');
    const [row] = await owner`select count(*)::int as n from many where note = 'new'`;
    expect(row).toEqual({ n: 1000 });
  });

  it('counts what a statement wrote that answers no rows', async () => {
    expect(await run(`delete from many where id <= 3`, { write: 'on' })).toContain('3 rows');
    expect(
      await run(
        `with gone as (delete from many where id = 1 returning id)
      insert into many select id + 5000 from gone returning id`,
        { write: 'on' },
      ),
    )
      .toMatch(/1 row .*5001/);
  });
});

describe('a run', () => {
  it('leaves no lock, setting or temporary table of its session behind', async () => {
    const write = { write: 'on', commit: 'on' };
    await run('select pg_advisory_lock(4242)', {}, 'anonymous');
    expect(await run('select pg_try_advisory_lock(4242) as free')).toMatch(/Rows .*true/);
    await run(`select set_config('my.left', 'behind', false)`, { ...write, form: 'setting' });
    expect(await run(`select current_setting('my.left', true) as it`)).not.toContain('behind');
    await run('select 1 as id into temp leftover', { ...write, form: 'temp' });
    expect(await run('select * from leftover')).toContain('42P01');
  });

  it('is kept once, however often its form is sent', async () => {
    const form = { write: 'on', commit: 'on', form: 'the same form' };
    const insert = 'insert into many values (7000) returning id';
    expect(await run(insert, form)).toContain('kept');
    await owner`delete from many where id = 7000`;
    expect(await run(insert, form)).toContain('Not run again');
    expect(await owner`select id from many where id = 7000`).toEqual([]);
  });
});
