import { expect, it } from 'vitest';
import { cookieOf, withoutSessions } from './cookie.ts';

const left = (cookie: string) => withoutSessions(new Headers({ cookie, a: 'b' })).get('cookie');

it('keeps sessions of the console from whoever else is on this machine', () => {
  expect(left(`${cookieOf(54328)}=token`)).toBeNull();
  expect(left(`own=1; ${cookieOf(1)}=a;${cookieOf(2)}=b; other=2`)).toBe('own=1; other=2');
  expect(left('own=1; other=2')).toBe('own=1; other=2');
});
