import { describe, expect, it } from 'vitest';
import { ask } from '../../../src/agent/requests/ask.ts';
import { createSession } from '../../../src/agent/sessions/create-session.ts';
import { appendEvents, beginRequest, endRequest } from '../../../src/agent/requests/event-log.ts';
import type { Caller } from '../../../src/caller.ts';
import { eraseUser } from '../../../src/identity/privacy/erase-user.ts';
import { exportUser } from '../../../src/identity/privacy/export-user.ts';
import { userExportOf } from '../../../src/identity/privacy/user-export.ts';
import { personalParts } from '../../../supabase/functions/identity/personal-parts.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { firstCall } from '../../../testkit/door/doors.ts';

const under = useDoor();

describe('conversations', () => {
  it('are exported whole, and erased but for the count', async () => {
    const system = under.door.asSystem('agent test');
    const { user } = await firstCall(under.door, {
      subject: 'carla',
      provider: 'supabase',
      email: undefined,
      firstName: undefined,
      lastName: undefined,
      imageUrl: undefined,
      issuedAt: new Date('2026-01-01T00:00:00Z'),
    });
    const claims = { sub: 'carla' };
    const caller: Caller = { userId: user.id, subject: 'carla', provider: 'supabase', claims };
    const db = under.door.asCaller(claims);
    const ctx = { db, caller };
    const session = await createSession(ctx, { body: { title: 'My-title', context: {} } });
    const answered = await ask(ctx, {
      session_id: session.id,
      body: { input: 'My-question?' },
      idempotency_key: 'key-1',
    });
    await beginRequest(db, answered.id, 'fake');
    await appendEvents(db, answered.id, [
      { seq: 2, event: 'delta', data: { text: 'My-answer' } },
    ]);
    await endRequest(db, answered.id, {
      status: 'completed',
      output: 'My-answer',
      citations: [],
    });
    const open = await ask(ctx, {
      session_id: session.id,
      body: { input: 'My-open-question?' },
    });
    await beginRequest(db, open.id, 'fake');

    const exported = userExportOf(personalParts).parse(
      await exportUser({ db, caller, parts: personalParts }),
    );
    expect(exported.agent_sessions).toMatchObject([{
      title: 'My-title',
      requests: [{ input: 'My-question?', output: 'My-answer' }, { input: 'My-open-question?' }],
    }]);
    expect(exported.usage_events).toMatchObject([{ quantity: 1 }, { quantity: 1 }]);

    await eraseUser({ db: system }, { user_id: user.id });
    expect(
      await appendEvents(db, open.id, [
        { seq: 2, event: 'delta', data: { text: 'My-late-answer' } },
      ]),
    ).toBe(false);
    const left = JSON.stringify(
      await Promise.all(
        ['agent_sessions', 'agent_requests', 'agent_events'].map((table) =>
          under.admin`select to_jsonb(t) as row from ${under.admin(table)} t`
        ),
      ),
    );
    expect(left).not.toContain('My-');
    const [kept] = await under.admin`
      select (select usage_count from user_profiles), sum(quantity)::integer as sum,
        count(*)::integer as events from usage_events`;
    expect(kept).toEqual({ usage_count: 1, sum: 1, events: 3 });
  });
});
