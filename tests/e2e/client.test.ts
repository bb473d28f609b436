import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeClient } from '../../local/client/write-client.ts';
import { PROJECT_ROOT } from '../../local/stack/settings/state.ts';
import { clerkToken } from '../../testkit/http/clerk.ts';
import { stack } from '../../testkit/http/stack.ts';

const bin = (name: string) => join(PROJECT_ROOT, 'node_modules/.bin', name);
const run = promisify(execFile);

/** What a developer of the app would write. */
const PROGRAM = `
import { createTatame, eventsOf, type Schema } from '@tatame/client';

const { BASE_URL, KEY, TOKEN } = process.env;
const api = createTatame({ baseUrl: BASE_URL!, apikey: KEY!, token: async () => TOKEN });

const made = await api.POST('/academy/gyms', { body: { name: 'Typed', timezone: 'UTC' } });
const gym: Schema<'Gym'> = made.data!;
const missing = await api.GET('/academy/gyms/{gym_id}', {
  params: { path: { gym_id: crypto.randomUUID() } },
});
const known = missing.error?.code === 'gym_not_found';

const session = await api.POST('/agent/sessions', { body: {} });
const asked = await api.POST('/agent/sessions/{session_id}/requests', {
  params: { path: { session_id: session.data!.id }, header: { accept: 'text/event-stream' } },
  body: { input: 'What does a visitor pay?' },
  parseAs: 'stream',
});
let answer = '';
let last = '';
for await (const { event, data } of eventsOf<'ask'>(asked.data!)) {
  last = event;
  if (event === 'delta') answer += data.text;
}
console.log(JSON.stringify({ since: gym.since, name: gym.name, known, answer, last }));
`;

/** Each line is a mistake. */
const MISTAKES = `
import { createTatame, eventsOf } from '@tatame/client';
const api = createTatame({ baseUrl: '' });
await api.GET('/academy/gymz');
await api.POST('/academy/gyms', { body: { name: 'No time zone' } });
export const { error, data } = await api.GET('/academy/gyms/{gym_id}', { params: { path: { gym_id: '' } } });
error?.code === 'gym_not_fuond';
data!.since.length;
for await (const { event } of eventsOf<'ask'>(new ReadableStream())) event === 'whisper';
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tatame-client-'));
  const { api_url } = stack().status;
  const document = await (await fetch(`${api_url}/openapi.json`)).json();
  const modules = join(folder, 'node_modules');
  await writeClient(document, join(modules, '@tatame/client'));
  await mkdir(join(modules, '@types'));
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers', '@types/node']) {
    await symlink(join(PROJECT_ROOT, 'node_modules', name), join(modules, name));
  }
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'program.ts'), PROGRAM);
  await writeFile(join(folder, 'mistakes.ts'), MISTAKES);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The lines that the compiler finds fault with. */
async function faultsOf(file: string): Promise<string[]> {
  const options = '--strict --noEmit --target ES2023 --module ESNext --moduleResolution Bundler';
  const args = [...options.split(' '), '--types', 'node', file];
  const { stdout } = await run(bin('tsc'), args, { cwd: folder }).catch((failed) => failed);
  return [...String(stdout).matchAll(/^\S+\.ts\((\d+),/gm)].map(([, line]) => line!);
}

describe('the client that npm run client writes', () => {
  it('type-checks a program, and finds every mistake', async () => {
    expect(await faultsOf('program.ts')).toEqual([]);
    expect([...new Set(await faultsOf('mistakes.ts'))]).toEqual(['4', '5', '7', '8', '9']);
  });

  it('speaks to the running stack', async () => {
    const { status, clerk } = stack();
    const { stdout } = await run(bin('tsx'), ['program.ts'], {
      cwd: folder,
      env: {
        ...process.env,
        BASE_URL: `${status.api_url}/functions/v1`,
        KEY: status.publishable_key,
        TOKEN: await clerkToken(clerk, `user_${crypto.randomUUID()}`),
      },
    });
    expect(JSON.parse(stdout)).toEqual({
      since: null,
      name: 'Typed',
      known: true,
      answer: 'None of the documents that you can read says anything about this.',
      last: 'done',
    });
  });
});
