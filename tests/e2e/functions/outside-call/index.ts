// A function that does what none may: it calls out while a transaction of its own is open.
import { sql } from 'drizzle-orm';
import { asCaller } from '../../../../supabase/functions/_shared/db.ts';

async function callOut(url: string): Promise<string> {
  try {
    return String((await fetch(url)).status);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export default {
  async fetch(request: Request): Promise<Response> {
    const target = new URL(request.url).searchParams.get('url');
    if (target === null) return new Response(null, { status: 404 });
    const inside = await asCaller(null).transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      return await callOut(target);
    });
    return Response.json({ inside, after: await callOut(target) });
  },
};
