import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMadeUpPeople } from '../../../local/console/people/made-up.ts';
import { useConsole } from './support/console.ts';

const tested = useConsole();
let owner: postgres.Sql;
const NAME = `<img src=x onerror=alert(1)> "q" it's`;
const quoted = `public."${NAME.replaceAll('"', '""')}"`;

beforeAll(async () => {
  owner = postgres(tested.database.url, { max: 1, onnotice: () => {} });
  await owner.unsafe(`
    create table ${quoted} ("<b>id" int primary key, "a""b'c" text);
    insert into ${quoted} values (1, '"><script>alert(1)</script>'), (2, repeat('y', 1000000));
    create table public."dotted.name" (id int primary key);
    insert into public."dotted.name" values (1);
    create table public.noted (at timestamptz default now());
    create table public.watched (id int primary key);
    insert into public.watched values (1);
    create function public.note() returns boolean language plpgsql security definer as
      $$ begin insert into public.noted default values; return true; end $$;
    alter table public.watched enable row level security;
    create policy watching on public.watched using (public.note());
    grant all on all tables in schema public to anon, service_role;`);
});
afterAll(() => owner.end());

const why = (table: string, more: Record<string, string> = {}) =>
  tested.visit(`/why?${new URLSearchParams({ table: `public.${table}`, ...more })}`);

describe('what rows and names hold', () => {
  it.each([
    () => why(NAME),
    () => why(NAME, { 'key.<b>id': '1' }),
    () => why(NAME, { 'key.<b>id': '2', for: 'update', set: `a"b'c=<script>` }),
    () => tested.visit(`/matrix?${new URLSearchParams({ table: `public.${NAME}` })}`),
    () => tested.visit('/policies'),
    () => tested.visit(`/cost?${new URLSearchParams({ table: `public.${NAME}` })}`),
  ])('is never markup (%#)', async (visit) => {
    const { status, html } = await visit();
    expect(status).toBe(200);
    expect(html).toContain('&lt;img src=x');
    expect(html.match(/<(img|b)\b|<script(?! src="\/assets)/)).toBeNull();
    expect(html.length).toBeLessThan(100_000);
  });

  it('is found where a name has a dot', async () => {
    const { html } = await why('dotted.name', { 'key.id': '1' });
    expect(html).toContain('the row, as the system sees it');
  });
});

describe('looking', () => {
  it('at people of an empty database says that there is nobody', async () => {
    expect((await tested.visit('/people')).html).toContain('There is nobody yet');
  });

  it('leaves nothing of what policies write', async () => {
    await why('watched');
    await tested.visit('/matrix?table=public.watched');
    await why('watched', { 'key.id': '1' });
    expect(await owner`select * from noted`).toEqual([]);
  });

  it('at a locked table says that it took too long', async () => {
    await owner.begin(async (tx) => {
      await tx`lock table watched in access exclusive mode`;
      for (const path of ['/why?table=public.watched', '/matrix?table=public.watched']) {
        const { status, html } = await tested.visit(path);
        expect([status, html]).toEqual([500, expect.stringContaining('This took too long')]);
      }
    });
  });

  it('as somebody whose subject no text can hold says that they are not let in', async () => {
    const { madeUp } = tested.workbench;
    const made = madeUp.type('{"sub":"a\\u0000b"}');
    const { html } = await tested.visit(`/matrix?as=${'key' in made && made.key}`);
    expect(html).toContain('Not let in');
  });
});

describe('what is sent', () => {
  it('for somebody who is known no more is done as nobody else', async () => {
    const run = { what: 'sql', sql: 'select current_user' };
    const { status, html } = await tested.visit('/run-as?as=made.1', run);
    expect([status, html]).toEqual([409, expect.stringContaining('Nothing was done')]);
    const [first, second] = [1, 2].map(() => createMadeUpPeople().make('stranger').key);
    expect(first).not.toBe(second);
  });

  it('is a form, or is refused', async () => {
    const { status } = await tested.visit('/people', '{}');
    expect(status).toBe(400);
  });
});

describe('what makes no sense', () => {
  it('is told apart from a fault: a key of another type, more than an expression', async () => {
    const key = { 'key.id': 'abc' };
    expect(await why('watched', key)).toEqual({
      status: 200,
      html: expect.stringContaining('invalid input syntax for type integer'),
    });
    const set = { 'key.<b>id': '1', for: 'update', set: `a"b'c:=1 from users` };
    const { html } = await why(NAME, set);
    expect(html).toContain('This is not one expression of SQL');
  });
});
