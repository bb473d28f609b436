import { readFile } from 'node:fs/promises';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { fontModule } from '../../../local/fonts/font-module.ts';
import { drawCertificate } from './draw-certificate.ts';
import { loadFont } from './font/load-font.ts';
import { drawable } from './drawable.ts';

const facts = {
  person: 'Łukasz Đặng Ñandú',
  gym: 'Academia São João',
  rank: 'Purple',
  degree: 0,
  modality: 'Jiu-jitsu',
  awarded_by: 'Γιώργος Їжак',
  awarded_on: '2026-03-14',
  created_at: new Date('2026-03-16T18:30:00.000Z'),
};

/** What is read back, and on how many pages. */
async function read(pdf: Uint8Array) {
  const { text, totalPages } = await extractText(await getDocumentProxy(pdf.slice()), {
    mergePages: true,
  });
  return { text: text.replaceAll(/\s+/g, ' '), totalPages };
}

describe('a certificate', () => {
  it('names who awarded what to whom, where and when, and is the same each time', async () => {
    const pdf = await drawCertificate(facts, 'en');
    expect(await read(pdf)).toEqual({
      totalPages: 1,
      text: 'Academia São João Certificate This certifies that Łukasz Đặng Ñandú was awarded the ' +
        'rank of Purple Jiu-jitsu, on March 14, 2026 Awarded by Γιώργος Їжак',
    });
    expect(await drawCertificate(facts, 'en')).toEqual(pdf);
    const degreed = { ...facts, degree: 2, awarded_by: null };
    expect((await read(await drawCertificate(degreed, 'pt'))).text).toBe(
      'Academia São João Certificado Certificamos que Łukasz Đặng Ñandú recebeu a graduação de ' +
        'Purple, 2º grau Jiu-jitsu, em 14 de março de 2026',
    );
  });

  it('holds the longest names there can be on one page', async () => {
    const long = (letters: number) => 'Wm'.repeat(letters / 2);
    const names = { person: `${long(100)} ${long(100)}`, gym: long(120), rank: long(60) };
    const pdf = await drawCertificate({ ...facts, ...names, awarded_by: names.person }, 'pt');
    expect((await read(pdf)).totalPages).toBe(1);
  });

  it('is refused where a letter of a name cannot be drawn', async () => {
    for (const person of ['山田 太郎', 'Ana بيلي', '🥋']) {
      await expect(drawCertificate({ ...facts, person }, 'en')).rejects
        .toMatchObject({ code: 'certificate_script' });
    }
  });
});

describe('what can be drawn of a name', () => {
  it.each([
    ['Ana 🥋 Souza ♥️', 'Ana Souza'],
    ['Joa\u0303o', 'João'],
    ['Ana\n\tBella', 'Ana Bella'],
    ['D’Ávila 3º', 'D’Ávila 3º'],
    ['渡辺', undefined],
    [' ', undefined],
  ])('%j becomes %j', async (name, drawn) => {
    expect(drawable(name, (await loadFont()).has)).toBe(drawn);
  });

  it('is what the font of the package has', async () => {
    const kept = await readFile(new URL('./font/roboto-slab.ts', import.meta.url), 'utf8');
    expect(kept === await fontModule()).toBe(true);
  });
});
