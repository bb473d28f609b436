import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { pinDigest } from './pin-digest.ts';

it('is the HMAC that others make of it, and another under another key', async () => {
  const expected = createHmac('sha256', 'a key').update('402917').digest('hex');
  expect(await pinDigest('a key')('402917')).toBe(expected);
  expect(await pinDigest('another key')('402917')).not.toBe(expected);
});
