import process from 'node:process';
import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { docx, docxBomb, zip } from '../../../testkit/files/docx.ts';
import { pdf } from '../../../testkit/files/pdf.ts';
import { type FileType, fileTypeOf, fileTypes } from '../files/file-types.ts';
import { htmlToText } from './markup/html.ts';
import { normalise } from './normalise.ts';
import { openText } from './open-text.ts';

async function textOf(bytes: Uint8Array, type: FileType): Promise<string> {
  const source = await openText(bytes, type);
  const parts: string[] = [];
  for (let part = 0; part < source.parts; part++) parts.push(await source.read(part));
  await source.close();
  return parts.join('');
}

const failure = (code: string) => expect.objectContaining({ name: 'DocumentFailure', code });

describe('PDF', () => {
  it('is read page by page, with larger lines as headings', async () => {
    const file = pdf([
      [{ text: 'Belts', size: 20 }, { text: 'The blue belt (adult) needs two' }, {
        text: 'years.',
      }],
      [{ text: 'Page two' }],
    ]);
    expect(await textOf(file, fileTypes.pdf))
      .toBe('## Belts\n\nThe blue belt (adult) needs two\nyears.\n\nPage two\n\n');
  });

  it('makes words whole that a line end broke', async () => {
    const file = pdf([[{ text: 'A gradu-' }, { text: 'ation.' }]]);
    expect(await textOf(file, fileTypes.pdf)).toBe('A graduation.\n\n');
  });

  it('without text is empty', async () => {
    expect(await textOf(pdf(['scan', 'scan']), fileTypes.pdf)).toBe('');
  });

  it('with a page that inflates beyond measure is refused before it does', async () => {
    const bomb = pdf([[{ text: ' '.repeat(100 * 1024 * 1024) }]]);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const before = process.memoryUsage.rss();
    await expect(textOf(bomb, fileTypes.pdf)).rejects.toEqual(failure('archive_too_large'));
    expect(process.memoryUsage.rss() - before).toBeLessThan(160 * 1024 * 1024);
  });

  it('that is damaged beyond reading is unreadable', async () => {
    await expect(openText(Buffer.from('%PDF-1.7\nnothing else'), fileTypes.pdf))
      .rejects.toEqual(failure('unreadable'));
  });
});

describe('DOCX', () => {
  it('keeps headings and paragraphs', async () => {
    const file = docx([{ text: 'Rules', style: 'Heading1' }, { text: 'No shoes &amp; no rings.' }]);
    expect(await textOf(file, fileTypes.docx)).toBe('# Rules\n\nNo shoes & no rings.');
  });

  it('that would inflate beyond measure is refused before it does', async () => {
    const before = process.memoryUsage.rss();
    await expect(openText(docxBomb(300), fileTypes.docx))
      .rejects.toEqual(failure('archive_too_large'));
    expect(process.memoryUsage.rss() - before).toBeLessThan(400 * 1024 * 1024);
  });

  it('that lies about its size is cut off', async () => {
    await expect(openText(docxBomb(30, 1000), fileTypes.docx))
      .rejects.toEqual(failure('archive_too_large'));
  });

  it('is not any ZIP archive', async () => {
    const archive = zip([{ name: 'word/other.xml', content: Buffer.from('<a/>') }]);
    await expect(openText(archive, fileTypes.docx)).rejects.toEqual(failure('wrong_type'));
  });

  it('that is cut short is unreadable', async () => {
    const file = docx([{ text: 'Half of it' }]);
    await expect(openText(file.subarray(0, file.length - 40), fileTypes.docx))
      .rejects.toEqual(failure('unreadable'));
  });
});

describe('HTML', () => {
  it('becomes text with headings, lists and rows', () => {
    const html = `<!doctype html><html><head><title>T</title><style>p{}</style></head><body>
      <h1>Fees &amp; times</h1><p>Mats  open<br>at&nbsp;six.</p><script>alert(1)</script>
      <ul><li>Gi</li><li>No&#45;gi <b>too</b></li></ul>
      <table><tr><th>Day</th><td>Monday</td></tr></table><pre>  a
  b</pre></body></html>`;
    expect(normalise(htmlToText(html))).toBe(
      '# Fees & times\n\nMats open\nat six.\n\n- Gi\n- No-gi too\n\nDay | Monday\n\n  a\n  b',
    );
  });

  it('survives markup that is not closed', () => {
    expect(htmlToText('<div><p>One<p>Two<li>Three <script>x')).toBe('One\n\nTwo\n- Three');
  });

  it('takes linear time on hostile markup', () => {
    expect(htmlToText('<div>'.repeat(100_000) + 'in')).toBe('in');
  });
});

describe('text', () => {
  const cases: [string, Uint8Array][] = [
    ['UTF-8', Buffer.from('Jūdō – 柔道')],
    ['UTF-8 with a mark', Buffer.from('\ufeffJūdō – 柔道')],
    ['UTF-16 little-endian', Buffer.from('\ufeffJūdō – 柔道', 'utf16le')],
    ['UTF-16 big-endian', Buffer.from('\ufeffJūdō – 柔道', 'utf16le').swap16()],
  ];

  it.each(cases)('is read as %s', async (_, bytes) => {
    expect(await textOf(bytes, fileTypes.text)).toBe('Jūdō – 柔道');
  });

  it('is Windows-1252 where it is not UTF-8', async () => {
    expect(await textOf(Buffer.from('S\xe3o \x96 Paulo', 'latin1'), fileTypes.text))
      .toBe('São – Paulo');
  });

  it('is normalised', () => {
    expect(normalise('a\r\nb\rc\0d\ud800e\u0301\u00adf\u2028g\u00a0h🥋')).toBe(
      'a\nb\ncd\u00e9f\ng h🥋',
    );
  });

  it('is cut into parts between characters', async () => {
    const text = `x${'🥋'.repeat(100_000)}`;
    const source = await openText(Buffer.from(text), fileTypes.text);
    const parts = await Promise.all(
      Array.from({ length: source.parts }, (_, part) => source.read(part)),
    );
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.some((part) => /\p{Surrogate}/u.test(part))).toBe(false);
    expect(parts.join('')).toBe(text);
  });
});

describe('a file that is not what it says', () => {
  const png = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');

  it.each([
    ['a picture as text', png, fileTypes.text],
    ['a picture as a PDF', png, fileTypes.pdf],
    ['a PDF as text', pdf([[{ text: 'x' }]]), fileTypes.markdown],
    ['text as a PDF', Buffer.from('plain'), fileTypes.pdf],
    ['a PDF as DOCX', pdf([[{ text: 'x' }]]), fileTypes.docx],
  ])('is refused: %s', async (_, bytes, type) => {
    await expect(openText(bytes, type)).rejects.toEqual(failure('wrong_type'));
  });

  it('is empty when it has no bytes', async () => {
    await expect(openText(new Uint8Array(), fileTypes.text)).rejects.toEqual(failure('file_empty'));
  });
});

describe('the type of an upload', () => {
  it.each([
    ['rules.pdf', '', fileTypes.pdf],
    ['rules.PDF', 'application/octet-stream', fileTypes.pdf],
    ['notes.md', 'text/plain', fileTypes.markdown],
    ['notes', 'text/plain; charset=utf-8', fileTypes.text],
    ['page.bin', 'text/html; charset=utf-8', fileTypes.html],
    ['form.docx', 'application/x-www-form-urlencoded', fileTypes.docx],
  ])('of %s as %s is %s', (filename, declared, type) => {
    expect(fileTypeOf(filename, declared)).toBe(type);
  });

  it.each([['photo.png', 'image/png'], ['photo.png', ''], ['rules.pdf', 'image/png'], ['x', '']])(
    'of %s as %s is none',
    (filename, declared) => {
      expect(() => fileTypeOf(filename, declared)).toThrow(
        expect.objectContaining({ kind: 'unsupported', code: 'unsupported_file_type' }),
      );
    },
  );
});
