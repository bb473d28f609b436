import { fetchFrom } from '../traces/traced-fetch.ts';

/** An OpenAI-compatible endpoint, and which of its models to ask. */
export interface Endpoint {
  baseURL: string;
  model: string;
  apiKey: string | undefined;
}

/**
 * Picks an endpoint from the environment by the names of its variables; undefined where there is
 * none.
 * @throws Error when it is configured by half
 */
export function endpointOf<Name extends string>(
  env: Partial<Record<Name, string | undefined>>,
  names: Record<keyof Endpoint, Name>,
): Endpoint | undefined {
  const baseURL = env[names.baseURL];
  const model = env[names.model];
  if (!baseURL !== !model) {
    throw new Error(`Environment: ${names.baseURL} and ${names.model} go together`);
  }
  return baseURL && model ? { baseURL, model, apiKey: env[names.apiKey] } : undefined;
}

/** Connects to an endpoint by the AI SDK, which nothing that asks no model boots with. */
export async function connect(name: string, { baseURL, apiKey }: Endpoint) {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  return createOpenAICompatible({
    name,
    baseURL,
    fetch: fetchFrom(name),
    ...(apiKey && { apiKey }),
  });
}
