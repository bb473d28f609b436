import { getDocumentProxy } from 'unpdf';
import { DocumentFailure } from '../processing/failure.ts';
import { MAX_PDF_PAGES } from '../files/limits.ts';
import { assertBoundedStreams } from './pdf-streams.ts';
import { pageText, type TextRun } from './pdf-text.ts';

/** A text that is read piece by piece, so that whoever reads it can stop in between. */
export interface TextSource {
  /** How many pieces there are. */
  parts: number;
  /** The text of one piece, from 0. */
  read(part: number): Promise<string>;
  close(): Promise<void>;
}

/**
 * Opens a PDF, page by page. A page that cannot be read is an empty one: the rest of the document
 * is worth having.
 * @throws DocumentFailure `unreadable`, `password_protected`, `too_many_pages`, `archive_too_large`
 */
export async function openPdf(bytes: Uint8Array): Promise<TextSource> {
  await assertBoundedStreams(bytes);
  const pdf = await open(bytes);
  if (pdf.numPages > MAX_PDF_PAGES) {
    await pdf.destroy();
    throw new DocumentFailure('too_many_pages');
  }
  return {
    parts: pdf.numPages,
    async read(part) {
      try {
        const page = await pdf.getPage(part + 1);
        const { items } = await page.getTextContent();
        page.cleanup();
        return pageText(items.filter((item) => 'str' in item).map(toRun));
      } catch {
        return '';
      }
    },
    close: () => pdf.destroy(),
  };
}

async function open(bytes: Uint8Array) {
  try {
    // It takes the buffer over; PDF.js prints warnings about damage at any other verbosity.
    return await getDocumentProxy(bytes, { verbosity: 0, stopAtErrors: false });
  } catch (cause) {
    const locked = cause instanceof Error && cause.name === 'PasswordException';
    throw new DocumentFailure(locked ? 'password_protected' : 'unreadable', { cause });
  }
}

const toRun = (
  { str, hasEOL, height, transform }: {
    str: string;
    hasEOL: boolean;
    height: number;
    transform: number[];
  },
): TextRun => ({ str, hasEOL, height, y: transform[5] ?? 0 });
