import { DocumentFailure } from '../processing/failure.ts';
import { type FileType, fileTypes } from '../files/file-types.ts';
import { MAX_TEXT_LENGTH } from '../files/limits.ts';
import { docxToText } from './word/docx.ts';
import { htmlToText } from './markup/html.ts';
import { normalise } from './normalise.ts';
import { openPdf, type TextSource } from './pdf/pdf.ts';
import { assertContent } from './sniff.ts';
import { decodeText } from './text.ts';

/** UTF-16 code units of a part of a text that has no pages. */
const PART_LENGTH = 64 * 1024;

/**
 * Opens the text of a file, normalised, in parts that put together are the text offsets refer to:
 * one part for each page of a PDF, or slices of what has no pages.
 * @throws DocumentFailure for every file that cannot be read
 */
export async function openText(bytes: Uint8Array, type: FileType): Promise<TextSource> {
  assertContent(bytes, type);
  if (type === fileTypes.pdf) return pages(await openPdf(bytes));
  const text = normalise(await wholeText(bytes, type));
  if (text.length > MAX_TEXT_LENGTH) throw new DocumentFailure('text_too_long');
  const parts = slices(text);
  return {
    parts: parts.length,
    read: (part) => Promise.resolve(parts[part] ?? ''),
    close: () => Promise.resolve(),
  };
}

/** A blank line between pages, so that no sentence of one runs into the next. */
const pages = (source: TextSource): TextSource => ({
  ...source,
  read: async (part) => {
    const text = normalise(await source.read(part));
    return text && `${text}\n\n`;
  },
});

async function wholeText(bytes: Uint8Array, type: FileType): Promise<string> {
  if (type === fileTypes.docx) return await docxToText(bytes);
  const text = decodeText(bytes);
  if (text.length > MAX_TEXT_LENGTH) throw new DocumentFailure('text_too_long');
  return type === fileTypes.html ? htmlToText(text) : text;
}

function slices(text: string): string[] {
  const parts: string[] = [];
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + PART_LENGTH, text.length);
    // Between the halves of a surrogate pair there is no character to end with.
    if (isLowSurrogate(text.charCodeAt(end))) end--;
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}

const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
