import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';

export interface PdfLine {
  text: string;
  /** Points; 11 is body text. */
  size?: number;
}

/** What a page shows: lines of text, or a picture that fills it, as a scanner makes them. */
export type PdfPage = PdfLine[] | 'scan';

const LEADING = 1.3;

/**
 * A PDF 1.4 with a page per entry, made of real objects: a catalogue, a page tree, one Type 1 font,
 * compressed content streams, and a cross-reference table (ISO 32000-1, section 7.5).
 */
export function pdf(pages: readonly PdfPage[]): Uint8Array<ArrayBuffer> {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  const first = 5;
  add('<< /Type /Catalog /Pages 2 0 R >>');
  const kids = pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ');
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  add(
    stream(
      Buffer.alloc(64 * 64, 0xcc),
      '/Type /XObject /Subtype /Image /Width 64 /Height 64 ' +
        '/ColorSpace /DeviceGray /BitsPerComponent 8 ',
    ),
  );
  pages.forEach((page, i) => {
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${first + 2 * i + 1} 0 R ` +
        '/Resources << /Font << /F 3 0 R >> /XObject << /Im 4 0 R >> >> >>',
    );
    add(
      stream(
        Buffer.from(page === 'scan' ? 'q 595 0 0 842 0 0 cm /Im Do Q' : content(page), 'latin1'),
      ),
    );
  });
  return pdfFile(objects);
}

/** A file of these objects, of which the first is the catalogue; numbers count from 1. */
export function pdfFile(objects: readonly string[]): Uint8Array<ArrayBuffer> {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, i) => {
    const at = file.length;
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return latin1(`${file}xref\n0 ${size}\n0000000000 65535 f \n${table}${end}`);
}

/** Not a `Buffer`, which PDF.js refuses. */
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

const stream = (bytes: Buffer, entries = '') =>
  rawStream(deflateSync(bytes), `${entries}/Filter /FlateDecode `);

/** A stream object of bytes as they are; `entries` say how they are to be understood. */
export const rawStream = (bytes: Buffer, entries = ''): string =>
  `<< ${entries}/Length ${bytes.length} >>\nstream\n${bytes.toString('latin1')}\nendstream`;

function content(lines: PdfLine[]): string {
  let y = 780;
  const shown = lines.map(({ text, size = 11 }) => {
    const escaped = text.replace(/[\\()]/g, '\\$&');
    const line = `/F ${size} Tf 1 0 0 1 60 ${y.toFixed(1)} Tm (${escaped}) Tj`;
    y -= size * LEADING;
    return line;
  });
  return `BT\n${shown.join('\n')}\nET`;
}
