import { Buffer } from 'node:buffer';
import { createDeflate, deflateSync } from 'node:zlib';
import { pdfFile, rawStream } from './pdf.ts';

/** Files of a few kilobytes that cost their reader far more. */

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';
const FONTS = '/Font << /F 3 0 R >>';
const SHOW = 'BT /F 11 Tf 1 0 0 1 60 700 Tm (bomb) Tj ET';

/** One page: its content, its resources, and further objects, from number 6 on. */
const onePage = (content: string, resources = FONTS, more: readonly string[] = []) =>
  pdfFile([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [4 0 R] >>',
    FONT,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R ' +
    `/Resources << ${resources} >> >>`,
    content,
    ...more,
  ]);

/** Forms in forms: each of `depth` shows the next `fan` times, so the last is shown `fan ** depth` times. */
export const nestedForms = (depth: number, fan: number): Uint8Array<ArrayBuffer> =>
  onePage(rawStream(Buffer.from('/X Do')), '/XObject << /X 6 0 R >>', forms(6, depth, fan, SHOW));

/** The same in a glyph of a font, which PDF.js draws before it reads a page: there nothing stops it. */
export function nestedGlyph(depth: number, fan: number): Uint8Array<ArrayBuffer> {
  const font = '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] ' +
    '/FirstChar 97 /LastChar 97 /Widths [9] /Encoding << /Differences [97 /a] >> ' +
    '/CharProcs << /a 7 0 R >> /Resources << /XObject << /X 8 0 R >> >> >>';
  const glyph = rawStream(Buffer.from('9 0 d0 /X Do'));
  return onePage(
    rawStream(Buffer.from('BT /G 9 Tf (a) Tj ET')),
    '/Font << /G 6 0 R >>',
    [font, glyph, ...forms(8, depth, fan, '0 0 9 9 re f')],
  );
}

/** The objects of such forms, from number `first` on. */
const forms = (first: number, depth: number, fan: number, shown: string) =>
  Array.from({ length: depth }, (_, i) => {
    const last = i === depth - 1;
    const next = last ? '/Font << /F 3 0 R >>' : `/XObject << /X ${first + i + 1} 0 R >>`;
    return rawStream(
      Buffer.from(last ? shown : '/X Do '.repeat(fan)),
      `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << ${next} >> `,
    );
  });

/** Content of `megabytes` blanks, deflated once or, as `packed` says, again and again. */
export async function blanks(megabytes: number, times: number): Promise<Buffer> {
  const deflate = createDeflate();
  const feed = async () => {
    const megabyte = Buffer.alloc(1024 * 1024, ' ');
    for (let i = 0; i < megabytes; i++) {
      if (!deflate.write(megabyte)) await new Promise((drained) => deflate.once('drain', drained));
    }
    deflate.end();
  };
  void feed();
  let packed = Buffer.concat(await deflate.toArray() as Buffer[]);
  for (let i = 1; i < times; i++) packed = deflateSync(packed);
  return packed;
}

/** A page whose content is `packed`, with its filters written like that; `more` are objects from 6 on. */
export const filtered = (packed: Buffer, filter: string, more: readonly string[] = []) =>
  onePage(rawStream(packed, `/Filter ${filter} `), FONTS, more);
