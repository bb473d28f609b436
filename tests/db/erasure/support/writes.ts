import { sql } from 'drizzle-orm';
import { createGym } from '../../../../src/academy/gyms/create-gym.ts';
import { updateGym } from '../../../../src/academy/gyms/update-gym.ts';
import { joinGym } from '../../../../src/academy/memberships/join-gym.ts';
import { ask } from '../../../../src/agent/requests/ask.ts';
import {
  appendEvents,
  beginRequest,
  endRequest,
} from '../../../../src/agent/requests/event-log.ts';
import { expireRequests } from '../../../../src/agent/requests/expire-requests.ts';
import { createSession } from '../../../../src/agent/sessions/create-session.ts';
import type { CallerContext } from '../../../../src/db/context.ts';
import { agentSessions } from '../../../../src/db/schema/agent/sessions/agent-sessions.ts';
import { documents } from '../../../../src/db/schema/knowledge/documents.ts';
import { memberships } from '../../../../src/db/schema/academy/memberships.ts';
import { updateMe } from '../../../../src/identity/account/update-me.ts';
import { applyClerkEvent } from '../../../../src/identity/clerk/apply-clerk-event.ts';
import { registerPushToken } from '../../../../src/identity/push-tokens/register-push-token.ts';
import {
  type DocumentRow,
  insertDocument,
} from '../../../../src/knowledge/documents/insert-document.ts';
import { submitDocument } from '../../../../src/knowledge/documents/submit-document.ts';
import { advanceDocument } from '../../../../src/knowledge/processing/advance-document.ts';
import { saveChunks, saveParts } from '../../../../src/knowledge/processing/document-parts.ts';
import { once } from '../../../../supabase/functions/_shared/http/idempotency.ts';
import { eq } from 'drizzle-orm';
import { type Doors, firstCall } from '../../../../testkit/door/doors.ts';
import { arrive, identityOf } from './people.ts';

/** Prepares what a write needs, and answers the write: it is to run while its person is erased. */
export type Write = (door: Doors, person: CallerContext) => Promise<() => Promise<unknown>>;

const gym = { name: 'Dojo', address: null, logo: null, since: null, timezone: 'UTC' };
const file = { filename: 'a.txt', title: 'Title', file_type: 'text/plain', gym_id: null };

const insertOne = (person: CallerContext): Promise<DocumentRow> =>
  insertDocument(person, { body: { ...file, file_size: 1 } });

const openRequest = async (person: CallerContext) => {
  const { id } = await createSession(person, { body: { title: 'Title', context: {} } });
  return await ask(person, { session_id: id, body: { input: 'Question?' } });
};

export const writes: Record<string, Write> = {
  'a change of the profile': (_, person) =>
    Promise.resolve(() =>
      updateMe(person, {
        body: { phone: '+5511900000000', birth_date: '2000-01-01' },
        version: undefined,
      })
    ),
  'news of a token': (door, { caller }) =>
    Promise.resolve(() =>
      firstCall(door, { ...identityOf(caller.subject), email: 'news@secret.test' })
    ),
  'news of the provider': (door, { caller }) =>
    Promise.resolve(() =>
      applyClerkEvent({ db: door.asSystem('erasure test') }, {
        message_id: crypto.randomUUID(),
        body: {
          type: 'user.updated',
          timestamp: new Date(Date.now() + 60_000),
          data: {
            ...{ id: caller.subject, email: 'news@secret.test', first_name: 'First' },
            ...{ last_name: null, image_url: null, email_verified: true },
          },
        },
      })
    ),
  'a device': (_, person) =>
    Promise.resolve(() =>
      registerPushToken(person, { body: { token: crypto.randomUUID(), platform: 'ios' } })
    ),
  'a write with a key': (_, person) =>
    Promise.resolve(() =>
      once(person.db, 'key', 'fingerprint', async (tx) => {
        const body = { token: crypto.randomUUID(), platform: 'ios' as const };
        await registerPushToken({ ...person, db: tx }, { body });
        return { status: 201, headers: {}, body };
      })
    ),
  'a gym': (_, person) => Promise.resolve(() => createGym(person, { body: gym })),
  'a gym that is handed over': async (door, person) => {
    const mine = await createGym(person, { body: gym });
    const heir = await arrive(door);
    const membership = await joinGym(heir, { gym_id: mine.id });
    await door.asSystem('erasure test').update(memberships).set({ approved_at: new Date() })
      .where(eq(memberships.id, membership.id));
    const body = { manager_id: heir.caller.userId };
    return () => updateGym(person, { gym_id: mine.id, body, version: undefined });
  },
  'a gym that is received': async (door, person) => {
    const manager = await arrive(door);
    const theirs = await createGym(manager, { body: gym });
    const membership = await joinGym(person, { gym_id: theirs.id });
    await door.asSystem('erasure test').update(memberships).set({ approved_at: new Date() })
      .where(eq(memberships.id, membership.id));
    const body = { manager_id: person.caller.userId };
    return () => updateGym(manager, { gym_id: theirs.id, body, version: undefined });
  },
  'a request to join': async (door, person) => {
    const { id } = await createGym(await arrive(door), { body: gym });
    return () => joinGym(person, { gym_id: id });
  },
  'a request to join again': async (door, person) => {
    const { id } = await createGym(await arrive(door), { body: gym });
    const membership = await joinGym(person, { gym_id: id });
    await door.asSystem('erasure test').update(memberships).set({ left_at: new Date() })
      .where(eq(memberships.id, membership.id));
    return () => joinGym(person, { gym_id: id });
  },
  'a document': (_, person) =>
    Promise.resolve(async () => {
      const { id } = await insertOne(person);
      await submitDocument(person, { document_id: id });
    }),
  'a document that goes': async (_, person) => {
    const { id } = await insertOne(person);
    return () => person.db.delete(documents).where(eq(documents.id, id));
  },
  'a document that is processed': async (door, person) => {
    const document = await insertOne(person);
    return () =>
      door.asSystem('erasure test').transaction(async (tx) => {
        if (!await advanceDocument(tx, document, { processing_done: 1 })) return;
        await saveParts(tx, document.id, 0, ['Some text.']);
        await saveChunks(tx, document.id, [
          { position: 0, heading: null, content: 'Some text.', start_offset: 0, end_offset: 10 },
        ]);
      });
  },
  'a question': async (_, person) => {
    const { id } = await createSession(person, { body: { context: {} } });
    return () => ask(person, { session_id: id, body: { input: 'Question?' } });
  },
  'an answer': async (_, person) => {
    const { id } = await openRequest(person);
    return async () => {
      await beginRequest(person.db, id, 'model');
      await appendEvents(person.db, id, [{ seq: 2, event: 'delta', data: { text: 'Answer' } }]);
      await endRequest(person.db, id, { status: 'completed', output: 'Answer' });
    };
  },
  'an answer that nobody gives': async (door, person) => {
    await openRequest(person);
    const now = new Date(Date.now() + 60_000);
    return () => expireRequests({ db: door.asSystem('erasure test') }, { made_before: now });
  },
  'the title of a session': async (_, person) => {
    const { id } = await createSession(person, { body: { context: {} } });
    return () =>
      person.db.update(agentSessions).set({ title: 'Title' }).where(eq(agentSessions.id, id));
  },
  'what was asked, in raw SQL of the system': async (door, person) => {
    const { id } = await openRequest(person);
    return () =>
      door.asSystem('erasure test').execute(
        sql`update agent_requests set error = 'something' where id = ${id}`,
      );
  },
};
