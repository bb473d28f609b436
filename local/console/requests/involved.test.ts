import { expect, it } from 'vitest';
import { involvedIn } from './involved.ts';

const ID = '0b9e88d8-17f1-4530-84b6-b8e702655817';
const tables = new Set(['public.gyms', 'public.memberships', 'private.jobs']);
const request = (method: string, path: string, ...statements: string[]) => ({
  ...{ method, path, status: 200, durationMs: 1, requestId: 'r', at: new Date() },
  ...{ told: undefined, fault: undefined },
  statements: statements.map((statement) => ({ level: 'debug', event: 'statement', statement })),
});

it('reads the table of a call of the Data API from its path', () => {
  expect(involvedIn(request('PATCH', '/rest/v1/gyms'), tables))
    .toEqual([{ table: 'public.gyms', command: 'update', id: undefined }]);
});

it('reads those of a function from its statements, once each, and the row from its path', () => {
  const found = involvedIn(
    request(
      'PATCH',
      `/functions/v1/academy/gyms/${ID}`,
      'update "gyms" set "name" = $1 where "gyms"."id" = $2',
      'select 1 from "gyms" where id = $1',
      'select 1 from gyms',
      'insert into private.jobs (kind) values ($1)',
      'select * from private.gym_directory($1)',
    ),
    tables,
  );
  expect(found).toEqual([
    { table: 'public.gyms', command: 'update', id: ID },
    { table: 'public.gyms', command: 'select', id: ID },
    { table: 'private.jobs', command: 'insert', id: ID },
  ]);
});

it('finds nothing where nothing is known', () => {
  expect(involvedIn(request('GET', '/auth/v1/user'), tables)).toEqual([]);
});
