import { getDocumentProxy } from 'unpdf';
import { DocumentFailure } from '../../processing/failure.ts';
import { MAX_PDF_PAGES, MAX_PDF_PIECES, MAX_TEXT_LENGTH } from '../../files/limits.ts';
import { withBoundedStreams } from './bounded-streams.ts';
import { pageText, type TextRun } from './pdf-text.ts';

/** A text that is read piece by piece, so that whoever reads it can stop in between. */
export interface TextSource {
  /** How many pieces there are. */
  parts: number;
  /** The text of one piece, from 0. */
  read(part: number): Promise<string>;
  close(): Promise<void>;
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/**
 * Opens a PDF, page by page. A page that cannot be read is an empty one: the rest of the document is worth
 * having. What a page makes of its bytes is bounded; how long it takes is not: whoever reads a
 * stranger's file does so where it can be ended.
 * @throws DocumentFailure `unreadable`, `password_protected`, `too_many_pages`, `archive_too_large`,
 *   and from `read` also `too_complex`, `text_too_long`
 */
export async function openPdf(bytes: Uint8Array): Promise<TextSource> {
  const pdf = await withBoundedStreams(() => open(bytes));
  if (pdf.numPages > MAX_PDF_PAGES) {
    await pdf.destroy();
    throw new DocumentFailure('too_many_pages');
  }
  return {
    parts: pdf.numPages,
    async read(part) {
      try {
        return pageText(await withBoundedStreams(() => readRuns(pdf, part)));
      } catch (error) {
        if (error instanceof DocumentFailure) throw error;
        return '';
      }
    },
    close: () => pdf.destroy(),
  };
}

/** The runs of a page as they come, so that a page of a few bytes that never ends is left. */
async function readRuns(pdf: Pdf, part: number): Promise<TextRun[]> {
  const page = await pdf.getPage(part + 1);
  const runs: TextRun[] = [];
  const reader = page.streamTextContent().getReader();
  let length = 0;
  for (let pieces = 0;; pieces++) {
    const { done, value } = await reader.read();
    if (done) break;
    for (const item of value.items) {
      if (!('str' in item)) continue;
      length += item.str.length;
      runs.push(toRun(item));
    }
    const tooMuch = length > MAX_TEXT_LENGTH
      ? 'text_too_long'
      : pieces > MAX_PDF_PIECES && 'too_complex';
    if (!tooMuch) continue;
    // Only the end of the document ends a page that PDF.js is at work on.
    await pdf.destroy();
    throw new DocumentFailure(tooMuch);
  }
  page.cleanup();
  return runs;
}

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(bytes, {
      // PDF.js prints warnings about damage at any other verbosity.
      verbosity: 0,
      stopAtErrors: false,
      // No picture and no font is looked at for its own sake.
      maxImageSize: 1,
      disableFontFace: true,
      useSystemFonts: false,
    });
  } catch (cause) {
    if (cause instanceof DocumentFailure) throw cause;
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
