import { MAX_FILE_BYTES } from './limits.ts';

/** The private bucket of the files, and how large one may be. */
export const FILES = { bucket: 'documents', maxBytes: MAX_FILE_BYTES };

/** Where the files are. Paths are `documents.file_path`. No transaction is open while it is called. */
export interface FileStore {
  readonly bucket: string;
  /** Stores a new object; throws if there is one already. */
  upload(path: string, body: ReadableStream<Uint8Array>, type: string): Promise<void>;
  /** A URL to which the object can be PUT once, by whoever has it. */
  signUpload(path: string): Promise<{ url: string; token: string }>;
  /** The object's bytes as they arrive, or undefined when there is none. */
  download(path: string): Promise<ReadableStream<Uint8Array> | undefined>;
  /** Removes the object; one that is not there is removed already. */
  remove(path: string): Promise<void>;
}
