import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, vi } from 'vitest';
import type { AgentRequest } from '../../../../src/agent/requests/contract.ts';
import { installFetchCheck } from '../../../../supabase/functions/_shared/db/fetch-check.ts';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { type FakeModel, startFakeModel } from '../../../../testkit/doubles/fake-model.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';
import { stubProject } from '../../../../testkit/http/project.ts';

/**
 * The shipped function in this process, with a model that is a server of the test's own. A file that
 * imports this needs a process of its own.
 */
export let admin: postgres.Sql;
export let model: FakeModel;
let agent: { fetch(request: Request): Response | Promise<Response> };
let signToken: (subject: string) => Promise<string>;
const cleanups: (() => unknown)[] = [];

beforeAll(async () => {
  for (const level of ['log', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation(() => {});
  }
  const database: TestDatabase = await createTestDatabase();
  admin = postgres(database.adminUrl, { max: 2, onnotice: () => {} });
  model = await startFakeModel();
  cleanups.push(installFetchCheck(), model.stop, () => admin.end(), database.drop);

  signToken = await stubProject(database, {
    RATE_LIMIT_WRITES_PER_MINUTE: '0',
    RATE_LIMIT_ASKS_PER_MINUTE: '0',
    AGENT_MODEL_BASE_URL: model.url,
    AGENT_MODEL: 'fake',
  });
  agent = (await import('../../../../supabase/functions/agent/index.ts')).default;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const cleanup of cleanups) await cleanup();
});
beforeEach(() => {
  model.answer = () => {};
});

export class Person {
  private constructor(readonly token: string, public id: string, public session: string) {}

  /** Somebody new, with an open session. */
  static async arrive(): Promise<Person> {
    const subject = randomUUID();
    const person = new Person(await signToken(subject), '', '');
    person.session = (await person.json('POST', 'sessions', {})).id;
    const [user] = await admin`select id from users where subject = ${subject}`;
    person.id = user!.id;
    return person;
  }

  call(
    method: string,
    path: string,
    { body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    return Promise.resolve(agent.fetch(
      new Request(`http://localhost/agent/${path}`, {
        method,
        headers: {
          'authorization': `Bearer ${this.token}`,
          'content-type': 'application/json',
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    ));
  }

  // deno-lint-ignore no-explicit-any -- a test reads whatever the contract says is there
  async json(method: string, path: string, body?: unknown): Promise<any> {
    return await (await this.call(method, path, { body })).json();
  }

  ask(input: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.call('POST', `sessions/${this.session}/requests`, {
      body: { input },
      headers: { accept: 'text/event-stream', ...headers },
    });
  }

  request = (id: string): Promise<AgentRequest> => this.json('GET', `requests/${id}`);
  follow = (id: string, lastEventId = 0): Promise<Response> =>
    this.call('GET', `requests/${id}/stream`, { headers: { 'last-event-id': `${lastEventId}` } });
  used = async (): Promise<number> => (await this.json('GET', 'usage')).used;

  /** A document of theirs that is one chunk, ready to be found. */
  async writes(content: string, gymId: string | null = null): Promise<string> {
    const [document] = await admin`
      insert into documents (user_id, gym_id, title, filename, file_type, file_size,
        processing_status)
      values (${this.id}, ${gymId}, 'Notes', 'notes.txt', 'text/plain', 1, 'ready') returning id`;
    const [chunk] = await admin`
      insert into document_chunks (document_id, position, content, start_offset, end_offset)
      values (${document!.id}, 0, ${content}, 0, ${content.length}) returning id`;
    return chunk!.id;
  }
}

/** What is waited for until somebody opens it. */
export const gate = () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => open = resolve);
  return { open: () => open(), opened };
};
