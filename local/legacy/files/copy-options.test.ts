import { expect, it } from 'vitest';
import { readCopyOptions } from './copy-options.ts';

const FROM = ['--from', 'postgresql://ana:secret@localhost/old'];

it('reads what is asked', () => {
  const allow = ['--allow', 'https://files.example.com', '--allow', 'http://127.0.0.1:9000/'];
  expect(readCopyOptions([...FROM, ...allow, '--timeout', '5', '--json'])).toEqual({
    ...{ from: FROM[1], silentMs: 5000, dry: false, json: true },
    allowed: new Set(['https://files.example.com', 'http://127.0.0.1:9000']),
  });
  expect(readCopyOptions([...FROM, '--dry-run'])).toMatchObject({ dry: true, silentMs: 30_000 });
});

it.each([
  [[], 'npm run import:files'],
  [['--from', 'mysql://ana:secret@localhost/old'], 'no connection string'],
  [FROM, '--allow'],
  [[...FROM, '--allow', '*'], 'is an origin'],
  [[...FROM, '--allow', 'files.example.com'], 'is an origin'],
  [[...FROM, '--allow', 'ftp://files.example.com'], 'is an origin'],
  [[...FROM, '--allow', 'https://files.example.com/classes'], 'is an origin'],
  [[...FROM, '--allow', 'https://ana:secret@files.example.com'], 'is an origin'],
  [[...FROM, '--dry-run', '--timeout', '0'], 'npm run import:files'],
  [[...FROM, '--dry-run', '--fast'], 'npm run import:files'],
])('says what is wrong with %j, and never the password', (args, words) => {
  const refused = () => readCopyOptions(args);
  expect(refused).toThrow(words);
  expect(refused).not.toThrow('secret');
});
