import { MAX_FILE_BYTES } from './limits.ts';

/** The private bucket of the files, by `documents.file_path`, and how large one may be. */
export const FILES = { bucket: 'documents', maxBytes: MAX_FILE_BYTES };
