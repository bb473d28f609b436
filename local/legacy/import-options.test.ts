import { expect, it } from 'vitest';
import { readImportOptions } from './import-options.ts';

const FROM = ['--from', 'postgresql://ana:secret@localhost/old'];

it('reads what is asked', () => {
  expect(readImportOptions([...FROM, '--dry-run', '--json'])).toEqual({
    ...{ from: FROM[1], dry: true, resume: false, timezone: 'UTC', json: true },
  });
  expect(readImportOptions([...FROM, '--resume', '--timezone', 'America/Sao_Paulo'])).toMatchObject(
    { resume: true, timezone: 'America/Sao_Paulo' },
  );
});

it.each([
  [[], 'npm run import'],
  [['--from', 'mysql://ana:secret@localhost/old'], 'no connection string'],
  [['--from', 'ana:secret@localhost'], 'no connection string'],
  [[...FROM, '--dry-run', '--resume'], 'writes nothing'],
  [[...FROM, '--timezone', 'Nowhere/Land'], 'time zone'],
  [[...FROM, '--fast'], 'npm run import'],
])('says what is wrong with %j, and never the password', (args, words) => {
  const refused = () => readImportOptions(args);
  expect(refused).toThrow(words);
  expect(refused).not.toThrow('secret');
});
