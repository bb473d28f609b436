import { expect, it } from 'vitest';
import { isPublicAddress } from './public-address.ts';

it('is an encrypted one with a name of the open Internet', () => {
  expect(isPublicAddress('https://storage.googleapis.com/shopify/a.jsonl?Expires=1')).toBe(true);
  const others = [
    'http://storage.googleapis.com/a',
    'https://storage.googleapis.com:8443/a',
    'https://user@storage.googleapis.com/a',
    'https://localhost/a',
    'https://metadata.google.internal/a',
    'https://metadata.google.internal./a',
    'https://intranet/a',
    'https://127.0.0.1/a',
    'https://2130706433/a',
    'https://0x7f.1/a',
    'https://169.254.169.254/latest',
    'https://[::1]/a',
    'file:///etc/passwd',
  ];
  expect(others.filter(isPublicAddress)).toEqual([]);
});
