/** Numbers of a vector, as in gte-small and in the column; models that can be cut are asked for it. */
export const DIMENSIONS = 384;

/** Turns texts into vectors; only those of one model can be compared. Handed in by the function. */
export interface Embedder {
  model: string;
  /**
   * Makes one vector of `DIMENSIONS` per text, in one request.
   *
   * @throws Error when the model's vectors have another size
   */
  embed(texts: string[], signal: AbortSignal): Promise<number[][]>;
}
