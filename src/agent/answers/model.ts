import { extractiveModel, type Model } from './extractive-model.ts';
import type { Passage } from './passage.ts';

/** An OpenAI-compatible endpoint. */
export interface ModelConfig {
  baseURL: string;
  model: string;
  apiKey?: string | undefined;
}

/** Makes the model that answers one question. */
export type ChooseModel = (question: string, passages: readonly Passage[]) => Promise<Model>;

/** The configured endpoint's model, or without configuration the extractive one. */
export function modelChooser(config: ModelConfig | undefined): ChooseModel {
  if (!config) return (question, passages) => Promise.resolve(extractiveModel(question, passages));
  return async () => {
    // Only an answer needs it; every other route of the function boots without.
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    const { baseURL, model, apiKey } = config;
    return createOpenAICompatible({
      name: 'agent',
      baseURL,
      ...(apiKey && { apiKey }),
    }).chatModel(model);
  };
}
