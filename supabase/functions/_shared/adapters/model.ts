import type { AgentEnv } from '../runtime/env.ts';
import { connect, endpointOf } from './endpoint.ts';

/**
 * Makes the configured chat model, opened when it is needed; undefined where none is configured.
 * @throws Error when the endpoint is configured by half
 */
export function createModel(env: Partial<AgentEnv>) {
  const endpoint = endpointOf(env, {
    baseURL: 'AGENT_MODEL_BASE_URL',
    model: 'AGENT_MODEL',
    apiKey: 'AGENT_MODEL_API_KEY',
  });
  return endpoint && {
    name: endpoint.model,
    usesTools: true,
    open: async () => (await connect('agent', endpoint)).chatModel(endpoint.model),
  };
}
