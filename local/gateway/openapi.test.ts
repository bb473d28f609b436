import { describe, expect, it } from 'vitest';
import { mergeOpenApi } from './openapi.ts';

const document = (paths: Record<string, unknown>, schemas: Record<string, unknown> = {}) => ({
  openapi: '3.1.0',
  info: {},
  paths,
  components: { schemas },
});

describe('mergeOpenApi', () => {
  it('puts every path below its function and shares components that are alike', () => {
    const problem = { type: 'object' };
    const merged = mergeOpenApi({
      hello: document({ '/hello': { get: 1 } }, { Problem: problem }),
      me: document({ '/profile': { get: 2 } }, { Problem: problem, Me: { type: 'string' } }),
    }, 'http://localhost/functions/v1');
    expect(merged.paths).toEqual({ '/hello': { get: 1 }, '/me/profile': { get: 2 } });
    expect(merged.components?.schemas).toEqual({ Problem: problem, Me: { type: 'string' } });
    expect(merged.servers).toEqual([{ url: 'http://localhost/functions/v1' }]);
  });

  it('says once what several operations answer alike', () => {
    const refusal = (code: string) => ({ content: { 'application/problem+json': { code } } });
    const responses = (...codes: string[]) => ({
      get: { responses: Object.fromEntries(codes.map((code, i) => [401 + i, refusal(code)])) },
    });
    const { paths, components } = mergeOpenApi({
      one: document({ '/a': responses('who'), '/b': responses('who', 'may_not') }),
      other: document({ '/c': responses('stale'), '/d': responses('stale') }),
    }, '');
    expect(components?.responses).toEqual({
      'Problem401': refusal('who'),
      'Problem401-2': refusal('stale'),
    });
    expect(paths['/one/b']).toEqual({
      get: {
        responses: { 401: { $ref: '#/components/responses/Problem401' }, 402: refusal('may_not') },
      },
    });
  });

  it('refuses two meanings of one name', () => {
    const one = document({}, { Thing: { type: 'string' } });
    const other = document({}, { Thing: { type: 'number' } });
    expect(() => mergeOpenApi({ one, other }, '')).toThrow('schemas "Thing" differently');
  });
});
