/** A piece of a file, and how long all of it is. */
export interface FilePiece {
  bytes: Uint8Array;
  total: number;
}

/** The port to the files that bulk operations leave, each at the address that Shopify gave for it. */
export interface LineFiles {
  /**
   * Reads at most `length` bytes from one on; fewer where the connection breaks or the file ends.
   * @throws ShopifyError with the reason `file_gone` where the address opens nothing any more; another
   *   error where trying again may help
   */
  read(
    url: string,
    piece: { from: number; length: number; signal: AbortSignal },
  ): Promise<FilePiece>;
}
