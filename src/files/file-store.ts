/** Objects by their paths in one private bucket. No transaction is open while it is called. */
export interface FileStore {
  readonly bucket: string;
  /** Stores a new object; throws if there is one already. */
  upload(path: string, body: ReadableStream<Uint8Array>, type: string): Promise<void>;
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

export interface DownloadLink {
  /** For how long it works. */
  seconds: number;
  /** What the file is saved as. */
  name: string;
}
