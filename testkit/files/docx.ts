import { Buffer } from 'node:buffer';
import { deflateRawSync } from 'node:zlib';

interface Part {
  name: string;
  content: Uint8Array;
  /** What the directory claims; the truth by default. */
  declaredSize?: number;
}

/** A ZIP archive with deflated entries. */
export function zip(parts: readonly Part[]): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declaredSize = content.length } of parts) {
    const packed = deflateRawSync(content);
    const label = Buffer.from(name);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(8, 8);
    header.writeUInt32LE(packed.length, 18);
    header.writeUInt32LE(declaredSize, 22);
    header.writeUInt16LE(label.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    header.copy(entry, 10, 8, 28);
    entry.writeUInt16LE(label.length, 28);
    entry.writeUInt32LE(offset, 42);
    local.push(header, label, packed);
    central.push(entry, label);
    offset += header.length + label.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

const CONTENT_TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-' +
  'officedocument.wordprocessingml.document.main+xml"/></Types>';

const RELATIONSHIPS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
  '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/' +
  'relationships/officeDocument" Target="word/document.xml"/></Relationships>';

/** A Word file with these paragraphs; `Heading1` and the like make one a heading. */
export function docx(
  paragraphs: readonly { text: string; style?: string }[],
  more: readonly Part[] = [],
): Uint8Array {
  const body = paragraphs.map(({ text, style }) =>
    `<w:p>${
      style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''
    }<w:r><w:t>${text}</w:t></w:r></w:p>`
  );
  const part = (name: string, text: string) => ({ name, content: Buffer.from(text) });
  return zip([
    part('[Content_Types].xml', CONTENT_TYPES),
    part('_rels/.rels', RELATIONSHIPS),
    part('word/document.xml', `<w:document ${W}><w:body>${body.join('')}</w:body></w:document>`),
    ...more,
  ]);
}

const MEGABYTE = 1024 * 1024;

/** A Word file of a few hundred kilobytes whose text inflates to `megabytes`. */
export const docxBomb = (megabytes: number, declaredSize?: number): Uint8Array => {
  const content = Buffer.alloc(megabytes * MEGABYTE, 'a');
  return docx([{ text: 'Harmless' }], [{
    name: 'word/footnotes.xml',
    content,
    ...(declaredSize !== undefined && { declaredSize }),
  }]);
};
