import { expect, it } from 'vitest';
import { movedPorts } from './moved-ports.ts';

it('names what is not where it was wanted, and nothing else', () => {
  const status = {
    api_url: 'http://127.0.0.1:54321',
    db_url: 'postgresql://postgres:postgres@127.0.0.1:40001/postgres',
    studio_url: 'http://127.0.0.1:40002',
    console_url: 'http://127.0.0.1:54328/?session=x',
  };
  const lines = movedPorts({ api: 54321, db: 54322, studio: 0, console: 54328 }, {
    ...status,
    ...{ publishable_key: '', secret_key: '', functions: [], people: [] },
    front_desk: { gym: '', name: '', token: '', pin: '' },
  });
  expect(lines).toEqual([
    'The database is on port 40001: something else has 54322 (TATAME_DB_PORT).',
  ]);
});
