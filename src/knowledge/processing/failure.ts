import { fileLimit } from '../../db/schema/knowledge/documents.ts';
import { MAX_PDF_PAGES } from '../files/limits.ts';

/**
 * Why a document cannot be searched, by code: what is stored, and what its owner reads. None of
 * these goes away by itself.
 */
const MESSAGES = {
  file_missing: 'The file was never uploaded.',
  file_empty: 'The file has no content.',
  file_too_large: `The file is larger than ${fileLimit.text}.`,
  wrong_type: 'The content of the file is not of the type that its name or its upload says.',
  unreadable: 'The file is damaged and cannot be read.',
  password_protected: 'The file is protected by a password.',
  archive_too_large: 'The file inflates to far more than a document holds.',
  too_many_pages: `The file has more than ${MAX_PDF_PAGES.toLocaleString('en')} pages.`,
  too_complex:
    'The file is too complex to be read: it took more time or memory than a document has.',
  text_too_long: 'The file has more text than can be searched.',
  no_text: 'The file has no text in it. A scan must be made readable (OCR) first.',
  processing_failed: 'The file could not be processed, although it was tried several times.',
  cancelled: 'The processing was cancelled.',
} as const;

export type FailureCode = keyof typeof MESSAGES;

/** Ends the processing of a document for good; anything else that is thrown is tried again. */
export class DocumentFailure extends Error {
  override readonly name = 'DocumentFailure';

  constructor(readonly code: FailureCode, options?: ErrorOptions) {
    super(MESSAGES[code], options);
  }
}

/** Says a stored code in a sentence. */
export const failureMessage = (code: string | null): string | null =>
  code === null ? null : MESSAGES[code as FailureCode] ?? code;
