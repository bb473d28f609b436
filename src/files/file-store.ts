/** Objects by their paths in one private bucket. No transaction is open while it is called. */
export interface FileStore {
  readonly bucket: string;
  /** Stores an object, all of it or nothing; throws if there is one already that is not to be replaced. */
  upload(
    path: string,
    body: ReadableStream<Uint8Array>,
    type: string,
    options?: { replace?: boolean },
  ): Promise<void>;
  /** What an object is, without its bytes; undefined when there is none. */
  stat(path: string): Promise<StoredFile | undefined>;
  /** A URL to which the object can be PUT once, by whoever has it. */
  signUpload(path: string): Promise<{ url: string; token: string }>;
  /**
   * A URL from which whoever has it can load the object, to be saved under a name and never shown
   * as a page; undefined when there is no object.
   */
  signDownload(path: string, as: DownloadLink): Promise<string | undefined>;
  /** The object's bytes as they arrive, or undefined when there is none. */
  download(path: string): Promise<ReadableStream<Uint8Array> | undefined>;
  /** Removes the object; one that is not there is removed already. */
  remove(path: string): Promise<void>;
}

export interface StoredFile {
  bytes: number;
  /** Its MIME type. */
  type: string;
}

export interface DownloadLink {
  /** For how long it works. */
  seconds: number;
  /** What the file is saved as. */
  name: string;
}
