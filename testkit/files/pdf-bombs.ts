import { Buffer } from 'node:buffer';
import { createDeflate, deflateSync } from 'node:zlib';
import { pdfFile, rawStream } from './pdf.ts';

/** Files of a few kilobytes that cost their reader far more. */

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';
const SHOW = 'BT /F 11 Tf 1 0 0 1 60 700 Tm (bomb) Tj ET';

/** One page: its resources besides the font, its content, and further objects, from number 6 on. */
const onePage = (content: string, resources = '', more: readonly string[] = []) =>
  pdfFile([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [4 0 R] >>',
    FONT,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R ' +
    `/Resources << /Font << /F 3 0 R >> ${resources} >> >>`,
    content,
    ...more,
  ]);

/** Forms in forms: each of `depth` shows the next `fan` times, so the last is shown `fan ** depth` times. */
export function nestedForms(depth: number, fan: number): Uint8Array<ArrayBuffer> {
  const forms = Array.from({ length: depth }, (_, i) => {
    const last = i === depth - 1;
    const next = last ? '/Font << /F 3 0 R >>' : `/XObject << /X ${i + 7} 0 R >>`;
    return rawStream(
      Buffer.from(last ? SHOW : '/X Do '.repeat(fan)),
      `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << ${next} >> `,
    );
  });
  return onePage(rawStream(Buffer.from('/X Do')), '/XObject << /X 6 0 R >>', forms);
}

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
  onePage(rawStream(packed, `/Filter ${filter} `), '', more);
