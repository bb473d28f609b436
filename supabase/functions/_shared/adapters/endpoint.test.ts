import { describe, expect, it } from 'vitest';
import { endpointOf } from './endpoint.ts';

const names = { baseURL: 'BASE_URL', model: 'MODEL', apiKey: 'API_KEY' } as const;

describe('endpointOf', () => {
  it('is nothing where nothing is configured, whatever the key', () => {
    expect(endpointOf({}, names)).toBeUndefined();
    expect(endpointOf({ API_KEY: 'k' }, names)).toBeUndefined();
  });

  it('holds what is configured, with or without a key', () => {
    const env = { BASE_URL: 'https://models.test/v1', MODEL: 'small' };
    const endpoint = { baseURL: env.BASE_URL, model: 'small' };
    expect(endpointOf(env, names)).toEqual({ ...endpoint, apiKey: undefined });
    expect(endpointOf({ ...env, API_KEY: 'k' }, names)).toEqual({ ...endpoint, apiKey: 'k' });
  });

  it.each(['BASE_URL', 'MODEL'])('refuses %s alone, by the names of the variables', (name) => {
    expect(() => endpointOf({ [name]: 'x' }, names))
      .toThrow('Environment: BASE_URL and MODEL go together');
  });
});
