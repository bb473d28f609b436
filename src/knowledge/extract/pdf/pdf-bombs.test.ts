import { Buffer } from 'node:buffer';
import process from 'node:process';
import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { blanks, filtered, nestedForms } from '../../../../testkit/files/pdf-bombs.ts';
import { pdf } from '../../../../testkit/files/pdf.ts';
import { openPdf } from './pdf.ts';

const MB = 1024 * 1024;
const failure = (code: string) => expect.objectContaining({ name: 'DocumentFailure', code });

async function firstPage(file: Uint8Array): Promise<string> {
  const source = await openPdf(file);
  try {
    return await source.read(0);
  } finally {
    await source.close();
  }
}

describe('a PDF of a few kilobytes', () => {
  let once: Buffer;
  let twice: Buffer;
  beforeAll(async () => [once, twice] = await Promise.all([blanks(200, 1), blanks(200, 2)]));

  it('whose forms show forms that show forms is left where it goes on without end', async () => {
    const file = nestedForms(24, 8);
    expect(file.length).toBeLessThan(8 * 1024);
    await expect(firstPage(file)).rejects.toEqual(failure('too_complex'));
  });

  it.each([
    ['plainly', () => once, '/FlateDecode'],
    ['with escapes', () => once, '/Fl#61te#44ecode'],
    ['shortly', () => once, '/Fl'],
    ['as an object of its own', () => once, '6 0 R'],
    ['in a list of objects', () => once, '[6 0 R]'],
    ['twice', () => twice, '[/FlateDecode /FlateDecode]'],
    ['behind hexadecimal', () => Buffer.from(twice.toString('hex')), '[/AHx /Fl /Fl]'],
    ['as a picture', () => once, '/FlateDecode /Subtype /Image'],
  ])('inflates no further than its bound, its filter written %s', async (_, packed, filter) => {
    const file = filtered(packed(), filter, ['/FlateDecode']);
    const rss = process.memoryUsage.rss();
    await expect(firstPage(file)).rejects.toEqual(failure('archive_too_large'));
    expect(process.memoryUsage.rss() - rss).toBeLessThan(160 * MB);
  });

  it('is bounded by what run lengths make of it', async () => {
    const runs = Buffer.from(Array.from({ length: MB }, (_, i) => i % 2 ? 0x20 : 0x81));
    await expect(firstPage(filtered(deflateSync(runs), '[/Fl /RL]'))).rejects
      .toEqual(failure('archive_too_large'));
  });

  it('is read through two filters when that stays small', async () => {
    const content = deflateSync(
      deflateSync(Buffer.from('BT /F 11 Tf 1 0 0 1 60 700 Tm (in) Tj ET')),
    );
    expect(await firstPage(filtered(content, '[/FlateDecode /FlateDecode]'))).toBe('in');
  });

  it('is read where its page has a few megabytes to show', async () => {
    const content = Buffer.from(
      `${'q Q '.repeat(1_500_000)} BT /F 11 Tf 1 0 0 1 60 700 Tm (in) Tj ET`,
    );
    expect(await firstPage(filtered(deflateSync(content), '/FlateDecode'))).toBe('in');
  }, 20_000);

  it('leaves everything as it was for the next', async () => {
    const { set } = Uint8Array.prototype;
    const { DecompressionStream } = globalThis;
    await expect(firstPage(filtered(once, '/Fl'))).rejects.toThrow();
    expect(Uint8Array.prototype.set).toBe(set);
    expect(globalThis.DecompressionStream).toBe(DecompressionStream);
    expect(await firstPage(pdf([[{ text: 'Still there' }]]))).toBe('Still there');
  });
});
