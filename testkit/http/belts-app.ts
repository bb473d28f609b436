import { z } from 'zod';
import { refuse } from '../../src/errors.ts';
import { reply } from '../../supabase/functions/_shared/http/route/reply.ts';
import { createApp } from '../../supabase/functions/_shared/http/app.ts';
import { cursorEnv, httpEnv, readEnv } from '../../supabase/functions/_shared/runtime/env.ts';
import { route } from '../../supabase/functions/_shared/http/route/route.ts';
import { openStack } from '../../supabase/functions/_shared/stacks/open.ts';
import { pageOf, PageQuery } from '../../src/contract/page.ts';

export const env = readEnv({ ...httpEnv, ...cursorEnv }, {
  CORS_ORIGINS: 'https://app.example',
  CURSOR_SECRET: 'a secret of at least 32 characters',
});
/** When every belt was changed. */
export const updatedAt = new Date('2026-01-02T03:04:05.678Z');
const Belt = z.object({ id: z.string(), color: z.string() }).meta({ id: 'Belt' });

/** An app with a resource, of all that a route can be. */
export function beltsApp() {
  const app = createApp({ name: 'belts', description: 'Belts', env, maxBodyBytes: 1000 });
  route(app, openStack, {
    id: 'getBelt',
    method: 'get',
    path: '/{belt_id}',
    summary: 'A belt',
    params: z.object({ belt_id: z.string() }),
    query: z.object({ size: z.coerce.number().int().optional() }),
    response: Belt,
    versioned: true,
    problems: ['gym_not_found'],
  }, (_ctx, { belt_id }) => {
    if (belt_id === 'none') throw refuse('gym_not_found', { detail: 'No such belt.' });
    if (belt_id === 'fault') throw new Error('secret detail');
    const row = { id: belt_id, color: 'blue', internal_note: 'leaks', updated_at: updatedAt };
    return Promise.resolve(belt_id === 'broken' ? { ...row, color: 7 as never } : row);
  });
  route(
    app,
    openStack,
    {
      id: 'createBelt',
      method: 'post',
      path: '/',
      summary: 'A new belt',
      body: Belt,
      response: Belt,
      status: 201,
    },
    (_ctx, { body }) =>
      Promise.resolve(reply(body, { headers: { location: `/belts/${body.id}` } })),
  );
  route(app, openStack, {
    id: 'updateBelt',
    method: 'patch',
    path: '/{belt_id}',
    summary: 'Change a belt',
    params: z.object({ belt_id: z.string() }),
    response: z.object({ expected: z.date().nullable() }),
    versioned: true,
  }, (_ctx, { version }) => Promise.resolve({ expected: version ?? null, updated_at: updatedAt }));
  route(app, openStack, {
    id: 'deleteBelt',
    method: 'delete',
    path: '/{belt_id}',
    summary: 'Burn a belt',
    params: z.object({ belt_id: z.string() }),
  }, () => Promise.resolve());
  route(
    app,
    openStack,
    {
      id: 'listBelts',
      method: 'get',
      path: '/',
      summary: 'Belts',
      query: PageQuery,
      response: pageOf(Belt),
    },
    (_ctx, { page }) =>
      Promise.resolve({ items: [{ id: 'b', color: 'red' }], next: page.after ? null : ['b'] }),
  );
  return app;
}
