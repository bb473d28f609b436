import { expect, it } from 'vitest';
import { WrongOptions } from '../commands/support/options.ts';
import { readOptions, relationOf } from './why-options.ts';

it('says how it is written where an option is unknown or has no value', () => {
  for (const args of [['--bogus'], ['--as'], ['stray']]) {
    expect(() => readOptions(args)).toThrow(WrongOptions);
    expect(() => readOptions(args)).toThrow('npm run -s why -- --as');
  }
});

it('reads a name up to the first dot as its schema', () => {
  expect(relationOf('gyms')).toEqual({ schema: 'public', name: 'gyms' });
  expect(relationOf('private.jobs')).toEqual({ schema: 'private', name: 'jobs' });
  expect(relationOf('public.dotted.name')).toEqual({ schema: 'public', name: 'dotted.name' });
});
