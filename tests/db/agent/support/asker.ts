import type postgres from 'postgres';
import { ask } from '../../../../src/agent/requests/ask.ts';
import type { AgentRequest } from '../../../../src/agent/requests/contract.ts';
import {
  appendEvents,
  beginRequest,
  endRequest,
} from '../../../../src/agent/requests/event-log.ts';
import { createSession } from '../../../../src/agent/sessions/create-session.ts';
import { updateSession } from '../../../../src/agent/sessions/update-session.ts';
import type { CallerContext } from '../../../../src/db/context.ts';
import { findPostgresError } from '../../../../src/db/violation.ts';
import { once } from '../../../../supabase/functions/_shared/http/idempotency.ts';
import type { DoorUnderTest } from '../../../../testkit/database/door.ts';
import { arrive } from '../../erasure/support/people.ts';

/** Somebody with an open session, whose questions and answers all hold a word that nobody else uses. */
export class Asker {
  readonly word = `Kimura${crypto.randomUUID().slice(0, 8)}`;
  readonly answerText = `${this.word} is a lock of the shoulder.`;

  private constructor(
    readonly ctx: CallerContext,
    readonly session_id: string,
    private readonly admin: postgres.Sql,
  ) {}

  static async arrive({ door, admin }: DoorUnderTest): Promise<Asker> {
    const ctx = await arrive(door);
    return new Asker(ctx, (await createSession(ctx, { body: { context: {} } })).id, admin);
  }

  ask = (input = `What is a ${this.word}?`, idempotency_key?: string): Promise<AgentRequest> =>
    ask(this.ctx, { session_id: this.session_id, body: { input }, idempotency_key });

  /** Answers as a model's process does: begins, logs a piece, ends. */
  async answer({ id }: AgentRequest): Promise<void> {
    const { ctx: { db }, word, answerText } = this;
    await beginRequest(db, id, 'fake');
    await appendEvents(db, id, [{ seq: 2, event: 'delta', data: { text: answerText } }]);
    const place = { chunk_id: crypto.randomUUID(), document_id: crypto.randomUUID() };
    const quote = { quote: answerText, start_offset: 0, end_offset: answerText.length };
    await endRequest(db, id, {
      status: 'completed',
      output: answerText,
      citations: [{ ...place, ...quote, title: word, heading: word }],
    });
  }

  /** Changes the session with an `Idempotency-Key`, whose stored answer holds its title. */
  narrow = (): Promise<unknown> =>
    this.keyed('narrow', (ctx) =>
      updateSession(ctx, {
        session_id: this.session_id,
        body: { context: {} },
        version: undefined,
      }));

  keyed(key: string, work: (ctx: CallerContext) => Promise<unknown>): Promise<unknown> {
    return once(this.ctx.db, key, key, async (tx) => ({
      status: 200,
      headers: {},
      body: await work({ ...this.ctx, db: tx }),
    }));
  }

  /** The tables that hold the word, in whatever column. */
  async tablesWithWord(): Promise<string[]> {
    const tables = await this.admin<{ name: string }[]>`
      select format('%I.%I', nspname, relname) as name from pg_class c
      join pg_namespace n on n.oid = relnamespace
      where nspname in ('public', 'private') and relkind = 'r'`;
    const searches = tables.map(({ name }) =>
      `select '${name}' as name from ${name} t where t::text ilike '%${this.word}%'`
    );
    const rows = await this.admin.unsafe<{ name: string }[]>(searches.join(' union '));
    return rows.map(({ name }) => name).sort();
  }

  /** The count and what it is to be the sum of. */
  async usage(): Promise<{ count: number; sum: number }> {
    const [row] = await this.admin<{ count: number; sum: number }[]>`
      select usage_count as count, (select coalesce(sum(quantity), 0)::integer from usage_events e
        where e.user_id = p.user_id) as sum
      from user_profiles p where user_id = ${this.ctx.caller.userId}`;
    return row!;
  }
}

/** How some work ended: `done`, the code of its refusal, or Postgres' of its fault. */
export const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'done', (error) => findPostgresError(error)?.code ?? error.code ?? String(error));
