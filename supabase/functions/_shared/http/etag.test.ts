import { describe, expect, it } from 'vitest';
import { contentTag, expectedVersion, isNotModified, versionTag } from './etag.ts';

describe('versions', () => {
  it('come back from their tag to the millisecond', () => {
    const version = new Date('2026-02-28T12:34:56.789Z');
    expect(expectedVersion(versionTag(version))).toEqual(version);
    // Weak, as a proxy that compresses makes it.
    expect(expectedVersion(`W/${versionTag(version)}`)).toEqual(version);
    expect(versionTag(version)).not.toBe(versionTag(new Date(version.getTime() + 1)));
  });

  it('are not asked for without If-Match or with *', () => {
    expect(expectedVersion(undefined)).toBeUndefined();
    expect(expectedVersion('*')).toBeUndefined();
  });

  // "2htner8qo0" is the first millisecond of the year 10000.
  it.each(['mm9dz3z9', '"MM"', '""', '"zzzzzzzzzzz"', '"2htner8qo0"', 'W/""', '"a", "b"', ''])(
    'refuse %s with 412',
    (ifMatch) => {
      expect(() => expectedVersion(ifMatch)).toThrow(
        expect.objectContaining({ status: 412, code: 'precondition_failed' }),
      );
    },
  );
});

describe('isNotModified', () => {
  it('compares weakly against every tag of the list', () => {
    expect(isNotModified('"a", W/"b"', '"b"')).toBe(true);
    expect(isNotModified('"b"', 'W/"b"')).toBe(true);
    expect(isNotModified('*', '"b"')).toBe(true);
    expect(isNotModified('"a"', '"b"')).toBe(false);
    expect(isNotModified(undefined, '"b"')).toBe(false);
  });
});

describe('contentTag', () => {
  it('is weak, stable and differs with the text', async () => {
    expect(await contentTag('[]')).toMatch(/^W\/"[0-9a-f]{24}"$/);
    expect(await contentTag('[]')).toBe(await contentTag('[]'));
    expect(await contentTag('[]')).not.toBe(await contentTag('[1]'));
  });
});
