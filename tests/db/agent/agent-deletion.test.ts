import { beforeEach, describe, expect, it } from 'vitest';
import { readConversation } from '../../../src/agent/answers/read-conversation.ts';
import { cancelRequest } from '../../../src/agent/requests/cancel-request.ts';
import { deleteRequest } from '../../../src/agent/requests/delete-request.ts';
import { beginRequest, type LoggedEvent } from '../../../src/agent/requests/event-log.ts';
import { followRequest } from '../../../src/agent/requests/follow-request.ts';
import { listRequests } from '../../../src/agent/requests/list-requests.ts';
import { readRequest } from '../../../src/agent/requests/read-request.ts';
import { readSession } from '../../../src/agent/sessions/read-session.ts';
import { updateSession } from '../../../src/agent/sessions/update-session.ts';
import { exportUser } from '../../../src/identity/privacy/export-user.ts';
import { userExportOf } from '../../../src/identity/privacy/user-export.ts';
import { personalParts } from '../../../supabase/functions/identity/personal-parts.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { Asker, outcome } from './support/asker.ts';

const under = useDoor();

let ana: Asker;
beforeEach(async () => {
  ana = await Asker.arrive(under);
});

describe('a question that its owner deletes', () => {
  it('leaves no word of itself or its answer anywhere, and stays charged', async () => {
    const { ctx, session_id } = ana;
    const asked = await ana.ask();
    await ana.answer(asked);
    await ana.narrow();
    const other = await ana.ask();
    await ana.keyed('cancel', (tx) => cancelRequest(tx, { request_id: other.id }));
    expect(await ana.tablesWithWord()).toEqual([
      'private.idempotency_keys',
      'public.agent_events',
      'public.agent_requests',
      'public.agent_sessions',
    ]);

    for (const { id } of [asked, other]) await deleteRequest(ctx, { request_id: id });
    expect(await ana.tablesWithWord()).toEqual([]);
    expect(await ana.usage()).toEqual({ count: 1, sum: 1 });
    expect((await readSession(ctx, { session_id })).title).toBeNull();
    // A repeated change of the session is still the same one, and says so in its contract.
    expect(await ana.narrow()).toMatchObject({
      headers: { 'idempotency-replayed': 'true' },
      body: { id: session_id, title: null },
    });
  });

  it('is no more to be read, listed, followed, cancelled, continued or deleted', async () => {
    const { ctx, session_id } = ana;
    const [first, gone, last] = [await ana.ask('One?'), await ana.ask(), await ana.ask('Three?')];
    for (const request of [first, gone, last]) await ana.answer(request);
    const page = await listRequests(ctx, { session_id, page: { limit: 2, after: undefined } });
    await deleteRequest(ctx, { request_id: gone.id });

    const request_id = gone.id;
    const attempts = [
      ...[readRequest, cancelRequest, deleteRequest].map((verb) => verb(ctx, { request_id })),
      followRequest(ctx, { request_id, seq: 0 }),
    ].map(outcome);
    expect(new Set(await Promise.all(attempts))).toEqual(new Set(['agent_request_not_found']));
    const { history } = await readConversation(ctx, { session_id });
    expect(history.map(({ input }) => input)).toEqual(['One?', 'Three?']);

    // A page that ended at the deleted row goes on behind it.
    expect(page.items.map(({ id }) => id)).toEqual([last.id, gone.id]);
    const rest = await listRequests(ctx, { session_id, page: { limit: 2, after: page.next! } });
    expect(rest.items.map(({ id }) => id)).toEqual([first.id]);
  });

  it('is not asked again by its key, nor charged twice', async () => {
    const { id } = await ana.ask(undefined, 'key');
    await deleteRequest(ana.ctx, { request_id: id });
    expect(await outcome(ana.ask(undefined, 'key'))).toBe('agent_request_deleted');
    expect(await ana.usage()).toEqual({ count: 0, sum: 0 });
  });

  it('leaves a title alone that the owner chose, and the words of other questions', async () => {
    const { ctx, session_id } = ana;
    const other = await ana.ask(`And who was ${ana.word}?`);
    const { id } = await ana.ask();
    await updateSession(ctx, { session_id, body: { title: 'Locks' }, version: undefined });
    await deleteRequest(ctx, { request_id: id });
    expect((await readSession(ctx, { session_id })).title).toBe('Locks');
    expect((await readRequest(ctx, { request_id: other.id })).input).toContain(ana.word);
  });

  it('is in the export as a row without words', async () => {
    const request = await ana.ask();
    await ana.answer(request);
    await deleteRequest(ana.ctx, { request_id: request.id });
    const { agent_sessions } = userExportOf(personalParts).parse(
      await exportUser({ ...ana.ctx, parts: personalParts }),
    );
    const empty = { input: '', output: null, citations: [], status: 'completed' };
    expect(agent_sessions).toMatchObject([{
      title: null,
      requests: [{ ...empty, id: request.id, deleted_at: expect.any(Date) }],
    }]);
  });

  it('cannot be written again, not even by the system', async () => {
    const { id } = await ana.ask();
    await deleteRequest(ana.ctx, { request_id: id });
    const change = (set: string) =>
      outcome(under.admin.unsafe(`update agent_requests set ${set} where id = '${id}'`));
    expect(await change(`input = 'again'`)).toBe('23514');
    expect(await change(`output = 'again'`)).toBe('23514');
    expect(await change(`deleted_at = null`)).toBe('done');
    expect(await outcome(readRequest(ana.ctx, { request_id: id }))).toBe('agent_request_not_found');
  });

  it('ends its stream with an event that says so, without a gap', async () => {
    const { id: request_id } = await ana.ask();
    await beginRequest(ana.ctx.db, request_id, 'fake');
    const events = await followRequest(ana.ctx, { request_id, seq: 0 });
    const seen: LoggedEvent[] = [];
    for await (const event of events!) {
      seen.push(event);
      if (event.event === 'meta') await deleteRequest(ana.ctx, { request_id });
    }
    expect(seen.map(({ seq }) => seq)).toEqual([1, 2]);
    const last = { event: 'error', data: { status: 'cancelled', code: 'deleted' } };
    expect(seen.at(-1)).toMatchObject(last);
    expect(await ana.usage()).toEqual({ count: 0, sum: 0 });
  });
});
