import postgres from 'postgres';
import { beforeAll, describe, expect, it } from 'vitest';
import { readHowOften } from '../../../local/console/cost/how-often.ts';
import {
  type Cost,
  isSide,
  measureCost,
  type Side,
} from '../../../local/console/cost/measure-cost.ts';
import { foundIn, rowCalls } from '../../../local/console/cost/says.ts';
import { statementOf } from '../../../local/console/cost/statement.ts';
import { claimsOf } from '../../access/world/actors.ts';
import { idOf } from '../../access/world/ids.ts';
import { populate } from '../../access/world/world.ts';
import { useConsole } from './support/console.ts';

const ROWS = 20_000;
const console = useConsole();
const student = `user.${idOf('users.student')}`;

/** Two tables of the same rows: one asks who is calling once, the other for each row. */
const PLAIN = 'private.current_user_id()';
const crowd = (name: string, caller: string) => `
  create table ${name} (
    id integer primary key, user_id uuid references users (id), created_at timestamptz(3)
  );
  insert into ${name} select n, '${
  idOf('users.stranger')
}', now() from generate_series(1, ${ROWS}) n;
  insert into ${name} values (0, '${idOf('users.student')}', now());
  alter table ${name} enable row level security, force row level security;
  grant select on ${name} to authenticated, service_role;
  create policy own on ${name} to authenticated using (user_id = ${caller});
  analyze ${name};`;

beforeAll(async () => {
  const sql = postgres(console.database.url, { max: 1, onnotice: () => {} });
  await populate(sql);
  await sql.unsafe(crowd('crowd_once', `(select ${PLAIN})`));
  await sql.unsafe(crowd('crowd_each', PLAIN));
  await sql.end();
}, 60_000);

async function costOf(name: string, what: 'list' | 'count', filter = '') {
  const table = { schema: 'public', name, key: ['id'], owner: 'user_id', marksDeleted: false };
  const statement = statementOf({ ...table, columns: ['id', 'created_at'] }, { what, filter });
  const { doors } = console.workbench;
  const person = { key: student, label: 'student', claims: claimsOf('student'), isSystem: false };
  const cost = await measureCost(statement, {
    person: await doors.asPerson(person),
    system: doors.asSystem('test'),
  });
  return sidesOf(cost);
}

function sidesOf({ bound, free }: Cost): { bound: Side; free: Side } {
  if (!isSide(bound) || !isSide(free)) throw new Error(JSON.stringify({ bound, free }));
  return { bound, free };
}

const often = ({ bound, free }: { bound: Side; free: Side }) =>
  readHowOften(bound.plan.root, free.plan.root);

describe('the cost page', () => {
  it('tells what runs once from what runs once per row', async () => {
    const once = await costOf('crowd_once', 'list');
    const caller = often(once).find(({ what }) => what === PLAIN);
    expect(caller).toMatchObject({ how: 'once', times: 1, added: true });
    expect(rowCalls(once.bound.plan)).toBe('No function of a policy ran more than once.');

    const each = await costOf('crowd_each', 'list', 'id > 19000');
    const filter = often(each).find(({ calls }) => calls.includes('private.current_user_id'));
    expect(filter).toMatchObject({ how: 'per row', times: 1_000, added: true });
    expect(rowCalls(each.bound.plan)).toContain('private.current_user_id ran up to 1,000 times');
    const own = often(each).find(({ what }) => what.includes('19000'));
    expect(own).toMatchObject({ how: 'by index', added: false });
  });

  it('measures both sides in turns, and counts to a bound', async () => {
    const { bound, free } = await costOf('crowd_once', 'count');
    expect(bound.median?.runs).toBeGreaterThan(0);
    expect(bound.median?.runs).toBe(free.median?.runs);
    expect(foundIn(free.plan, { what: 'count', filter: '' })).toBe('≥ 10,000');
    expect(foundIn(bound.plan, { what: 'count', filter: '' })).toBe('1');
  });

  it('shows all of it on one page', async () => {
    const { status, html } = await console.visit(
      `/cost?as=${student}&table=public.memberships&what=list`,
    );
    expect(status).toBe(200);
    expect(html).toContain('times as long');
    expect(html).toContain('their own rows');
    expect(html).toContain('one gym of theirs');
    expect(html).toContain('private.person_ids()');
  });

  it('says what is refused, and what did not end in time', async () => {
    const refused = await console.visit('/cost?as=anonymous&table=public.memberships');
    expect(refused.html).toContain('Refused: 42501');
    const filter = encodeURIComponent('pg_sleep(0.5) is not null');
    const late = await console.visit(
      `/cost?as=${student}&table=public.crowd_once&filter=${filter}`,
    );
    expect(late.html).toContain('not in time');
    expect(late.html).toContain('It did not end in time');
  });

  it.each([
    'true; drop table crowd_once',
    'true) limit (1',
    'true) union (select 1',
    'id = ',
  ])('runs no filter such as %s', async (filter) => {
    const { html } = await console.visit(
      `/cost?as=${student}&table=public.crowd_once&filter=${encodeURIComponent(filter)}`,
    );
    expect(html).toContain('This is no filter');
  });
});
