import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApp } from './app.ts';
import { httpEnv, readEnv } from './env.ts';
import { openRoute } from './open-route.ts';
import { mergeOpenApi, openApiDocument } from './openapi.ts';

/** A function with one route that answers `thing`. */
function documentOf(name: string, thing: z.ZodObject) {
  const app = createApp({ name, description: `About ${name}`, env: readEnv(httpEnv, {}) });
  openRoute(app, {
    id: `get_${name}`,
    method: 'get',
    path: '/',
    summary: name,
    response: thing.meta({ id: 'Thing' }),
  }, () => Promise.resolve({}));
  return openApiDocument(app.hono, name, `About ${name}`);
}

describe('mergeOpenApi', () => {
  it('joins paths, schemas and tags', () => {
    const merged = mergeOpenApi([documentOf('a', z.object({})), documentOf('b', z.object({}))]);
    expect(Object.keys(merged.paths!)).toEqual(['/a', '/b']);
    expect(Object.keys(merged.components!.schemas!).sort()).toEqual(['Problem', 'Thing']);
    expect(merged.tags).toEqual([
      { name: 'a', description: 'About a' },
      { name: 'b', description: 'About b' },
    ]);
  });

  it('refuses one name for two schemas', () => {
    const other = documentOf('b', z.object({ id: z.string().optional() }));
    expect(() => mergeOpenApi([documentOf('a', z.object({})), other])).toThrow('Thing');
  });
});
