import type { EmbeddingsEnv } from '../runtime/env.ts';
import { connect, endpointOf } from './endpoint.ts';

/** A model that turns texts into vectors. */
export interface EmbeddingModel {
  model: string;
  /**
   * Makes one vector per text, in one request.
   * @throws Error when the model's vectors have another size than asked for
   */
  embed(texts: string[], signal: AbortSignal): Promise<number[][]>;
}

/**
 * Makes the configured model, or undefined where none is configured.
 *
 * @param dimensions numbers of a vector
 * @throws Error when the endpoint is configured by half
 */
export function createEmbedder(
  env: EmbeddingsEnv,
  dimensions: number,
): EmbeddingModel | undefined {
  const endpoint = endpointOf(env, {
    baseURL: 'EMBEDDINGS_BASE_URL',
    model: 'EMBEDDINGS_MODEL',
    apiKey: 'EMBEDDINGS_API_KEY',
  });
  return endpoint && {
    model: endpoint.model,
    async embed(values, abortSignal) {
      const [{ embedMany }, provider] = await Promise.all([
        import('ai'),
        connect('embeddings', endpoint),
      ]);
      const { embeddings } = await embedMany({
        model: provider.embeddingModel(endpoint.model),
        values,
        abortSignal,
        maxRetries: 0,
        providerOptions: { embeddings: { dimensions } },
      });
      const wrong = embeddings.find(({ length }) => length !== dimensions);
      if (wrong) {
        throw new Error(
          `The embedding model answers vectors of ${wrong.length} numbers; ${dimensions} are needed`,
        );
      }
      return embeddings;
    },
  };
}
