import { known } from './people.ts';
import type { Read } from './traffic.ts';

interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema?: { enum?: string[] } }[];
  responses: Record<string, { content?: Record<string, unknown> }>;
}
/** Every GET of the published document that answers with rows, with what it requires. */
export async function readsOf(apiUrl: string): Promise<Read[]> {
  const { paths } = await (await fetch(`${apiUrl}/openapi.json`)).json() as {
    paths: Record<string, { get?: Operation }>;
  };
  return Object.entries(paths).flatMap(([path, { get }]) => {
    // The directory's cursor holds a name: every one of them is to be in a cursor.
    const limit = path.endsWith('/members') ? '1' : '100';
    const values: Record<string, string> = {
      ...{ q: 'guard', app_version: '1.0.0', limit, from: '2026-11-01', to: '2026-11-30' },
    };
    if (!get || 'text/event-stream' in (get.responses['200']?.content ?? {})) return [];
    // Without what it requires a route refuses before it reads; else these would leave rows out.
    const needed: Record<string, string> = {
      ...{ modality: 'Jiu-jitsu', class_date: '2026-11-02', gym_id: known.gym_id![0]! },
      shop_id: known.shop_id![0]!,
    };
    const query = (get.parameters ?? []).filter((one) => one.in === 'query')
      .map(({ name, required, schema }) => {
        const least = required && (needed[name] ?? schema?.enum?.[0]);
        return [name, values[name] ?? least];
      }).filter(([, value]) => value);
    return [{ path, query: Object.fromEntries(query) }];
  });
}
