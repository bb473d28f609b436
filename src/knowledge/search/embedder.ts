/** Of gte-small, and of the column; models that can be cut are asked for as many. */
const DIMENSIONS = 384;

/** An OpenAI-compatible endpoint. */
export interface EmbedderConfig {
  baseURL: string;
  model: string;
  apiKey?: string | undefined;
}

/** Turns texts into vectors; only those of one model can be compared. */
export interface Embedder {
  model: string;
  /**
   * One vector per text, in one request.
   *
   * @throws Error when the model's vectors have another size than the column
   */
  embed(texts: string[], signal: AbortSignal): Promise<number[][]>;
}

export const createEmbedder = ({ baseURL, model, apiKey }: EmbedderConfig): Embedder => ({
  model,
  async embed(values, abortSignal) {
    // Every route that embeds nothing boots without.
    const [{ embedMany }, { createOpenAICompatible }] = await Promise.all([
      import('ai'),
      import('@ai-sdk/openai-compatible'),
    ]);
    const provider = createOpenAICompatible({
      name: 'embeddings',
      baseURL,
      ...(apiKey && { apiKey }),
    });
    const { embeddings } = await embedMany({
      model: provider.embeddingModel(model),
      values,
      abortSignal,
      maxRetries: 0,
      providerOptions: { embeddings: { dimensions: DIMENSIONS } },
    });
    const wrong = embeddings.find(({ length }) => length !== DIMENSIONS);
    if (wrong) {
      throw new Error(
        `The embedding model answers vectors of ${wrong.length} numbers; ${DIMENSIONS} are needed`,
      );
    }
    return embeddings;
  },
});
