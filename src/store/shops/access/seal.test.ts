import { describe, expect, it } from 'vitest';
import { type SealedPlace, SealError, sealsOf } from './seal.ts';

const key = (name: string, byte: number) => ({
  name,
  base64: btoa(String.fromCharCode(...new Uint8Array(32).fill(byte))),
});
const old = key('2025', 1);
const now = key('2026', 2);
const place: SealedPlace = { shop_id: 'a', what: 'secret' };

describe('seals', () => {
  it('open what they sealed, which never looks the same twice', async () => {
    const seals = sealsOf([now]);
    const [first, second] = [await seals.seal('shpss_ünï', place), await seals.seal('x', place)];
    expect(first).toMatch(/^2026\.[A-Za-z0-9+/=]+$/);
    expect(await seals.open(first, place)).toBe('shpss_ünï');
    expect(await seals.seal('x', place)).not.toBe(second);
  });

  it('seal by the first key and open by all', async () => {
    const sealed = await sealsOf([old]).seal('x', place);
    const both = sealsOf([now, old]);
    expect(both.current).toBe('2026');
    expect(await both.open(sealed, place)).toBe('x');
    expect(await both.seal('x', place)).toMatch(/^2026\./);
  });

  it.each([
    ['of a key that is gone', () => sealsOf([old]).seal('x', place)],
    ['of another key under this name', () => sealsOf([key('2026', 3)]).seal('x', place)],
    ['for another shop', () => sealsOf([now]).seal('x', { ...place, shop_id: 'b' })],
    ['for another purpose', () => sealsOf([now]).seal('x', { ...place, what: 'token' })],
    ['and cut', async () => (await sealsOf([now]).seal('x', place)).slice(0, -8)],
    ['as something else', () => Promise.resolve('2026.!')],
    ['as nothing', () => Promise.resolve('')],
  ])('open nothing that was sealed %s', async (_how, sealed) => {
    await expect(sealsOf([now]).open(await sealed(), place)).rejects.toThrow(SealError);
  });

  it('need a key', () => {
    expect(() => sealsOf([])).toThrow(SealError);
  });
});
