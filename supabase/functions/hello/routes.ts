import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { publicStack } from '../_shared/stacks/public.ts';

const Hello = z.object({
  message: z.string(),
  role: z.enum(['anon', 'authenticated']).meta({ description: 'Who the database took you for' }),
  database_time: z.iso.datetime({ offset: true }),
}).meta({
  id: 'Hello',
  example: {
    message: 'Hello, Ana!',
    role: 'authenticated',
    database_time: '2026-03-02T18:30:00.123456+00:00',
  },
});

const HelloQuery = z.object({ name: z.string().trim().min(1).max(80).default('world') });

export function helloRoutes(app: App): void {
  route(app, publicStack, {
    id: 'sayHello',
    method: 'get',
    path: '/',
    summary: 'One query through the door, as whoever you are',
    query: HelloQuery,
    response: Hello,
    noStore: true,
  }, async ({ db }, { name }) => {
    const [row] = await db.execute<{ role: 'anon' | 'authenticated'; now: string }>(
      sql`select current_user as role, to_json(now()) #>> '{}' as now`,
    );
    return { message: `Hello, ${name}!`, role: row!.role, database_time: row!.now };
  });
}
