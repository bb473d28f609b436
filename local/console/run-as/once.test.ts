import { expect, it } from 'vitest';
import { createOnce } from './once.ts';

it('lets every form through once, and forgets only old ones', () => {
  const once = createOnce();
  expect([once.take('a'), once.take('b'), once.take('a')]).toEqual([true, true, false]);
  for (let n = 0; n < 1_000; n++) once.take(`form ${n}`);
  expect([once.take('form 999'), once.take('a')]).toEqual([false, true]);
});
