import { fileLimit } from '../../db/schema/knowledge/documents.ts';

/** What keeps one document from costing more than an edge function has: 256 MB and 2 s. */

const MB = 1024 * 1024;

/** Bytes of an uploaded file. */
export const MAX_FILE_BYTES = fileLimit.bytes;

export const MAX_PDF_PAGES = 5_000;

/** Bytes of one decoded stream of a PDF: the content of a page, a font. */
export const MAX_PDF_STREAM_BYTES = 32 * MB;

/** Bytes copied while the streams of one page grow, each of them about twice its size. */
export const MAX_PDF_PART_BYTES = 128 * MB;

/** Pieces PDF.js gives the text of a page in: ten runs at least, or what a form shows. */
export const MAX_PDF_PIECES = 2_000;

/** Bytes of the inflated parts of a DOCX that hold text; a thousand pages have about twelve million. */
export const MAX_INFLATED_BYTES = 24 * MB;

/** Inflated against stored; Word's own markup reaches about thirty. */
export const MAX_INFLATION = 200;

/** UTF-16 code units of a document's extracted text: about five thousand pages. */
export const MAX_TEXT_LENGTH = 12_000_000;
