import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApp } from '../supabase/functions/_shared/app.ts';
import { httpEnv, readEnv } from '../supabase/functions/_shared/env.ts';
import { openRoute } from '../supabase/functions/_shared/open-route.ts';
import { openApiDocument } from '../supabase/functions/_shared/openapi.ts';
import { mergeOpenApi, type OpenApiDocument } from './openapi.ts';

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
  const document = openApiDocument(app.hono, name, `About ${name}`);
  return JSON.parse(JSON.stringify(document)) as OpenApiDocument;
}

describe('mergeOpenApi', () => {
  it('joins paths, schemas and tags', () => {
    const merged = mergeOpenApi(
      { a: documentOf('a', z.object({})), b: documentOf('b', z.object({})) },
      'http://api.test',
    );
    expect(Object.keys(merged.paths!)).toEqual(['/a', '/b']);
    expect(Object.keys(merged.components!.schemas!).sort()).toEqual(['Problem', 'Thing']);
    expect(merged.tags).toEqual([
      { name: 'a', description: 'About a' },
      { name: 'b', description: 'About b' },
    ]);
  });

  it('refuses one name for two schemas', () => {
    const other = documentOf('b', z.object({ id: z.string().optional() }));
    expect(() => mergeOpenApi({ a: documentOf('a', z.object({})), b: other }, '')).toThrow('Thing');
  });
});
