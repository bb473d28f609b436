import { Buffer } from 'node:buffer';

const TOP = 780;
const LEADING = 22;

/** A PDF 1.4 of one page with these lines, in letters of ASCII, the first of them larger. */
export function pageOf(lines: readonly string[]): Buffer {
  const shown = lines.map((line, nth) =>
    `/F1 ${nth === 0 ? 18 : 12} Tf 1 0 0 1 60 ${TOP - nth * LEADING} Tm ` +
    `(${line.replace(/[\\()]/g, '\\$&')}) Tj`
  );
  const text = `BT ${shown.join('\n')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R ' +
    '/Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((body, nth) => {
    const place = String(file.length).padStart(10, '0');
    file += `${nth + 1} 0 obj\n${body}\nendobj\n`;
    return `${place} 00000 n \n`;
  });
  const size = objects.length + 1;
  return Buffer.from(
    `${file}xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}` +
      `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`,
    'latin1',
  );
}
