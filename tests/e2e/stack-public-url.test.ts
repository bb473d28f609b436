import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../local/stack/settings/ports.ts';
import { PROJECT_ROOT } from '../../local/stack/settings/state.ts';
import { type Stack, startStack } from '../../local/stack/stack.ts';

/** Another address of this machine: what listens to 127.0.0.1 alone does not answer there. */
const ELSEWHERE = '127.0.0.2';

let dataDir: string;
let publicUrl: string;
let here: string;
let stack: Stack;
let token: string;

/** As a device would, by an address that is not the loopback's. */
async function ask(path: string, body?: unknown) {
  const answer = await fetch(here + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      apikey: stack.publishableKey,
      'content-type': 'application/json',
      ...token && { authorization: `Bearer ${token}` },
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return await answer.json();
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tatame-public-'));
  const api = await freePort();
  // Android's emulator knows its host by this address, which leads nowhere from the host itself.
  publicUrl = `http://10.0.2.2:${api}`;
  here = `http://${ELSEWHERE}:${api}`;
  stack = await startStack({ dataDir, ports: { api, db: 0, studio: 0, console: 0 }, publicUrl });
  const { email, password } = stack.people[0]!;
  token = (await ask('/auth/v1/token?grant_type=password', { email, password })).access_token;
});

afterAll(async () => {
  await stack?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('a stack with a public URL', () => {
  it('lets a device sign in, with a token that functions accept', async () => {
    expect(decodeJwt(token).iss).toBe(`${publicUrl}/auth/v1`);
    expect(await ask('/functions/v1/identity/me')).toMatchObject({ email: stack.people[0]!.email });
  });

  it('hands out signed URLs that the device can reach, and works with Storage itself', async () => {
    const made = await ask('/functions/v1/knowledge/documents', { filename: 'rules.md' });
    expect(made.upload.url).toMatch(`${publicUrl}/storage/v1/object/upload/sign/`);
    const uploaded = await fetch(made.upload.url.replace(publicUrl, here), {
      method: 'PUT',
      headers: { 'content-type': 'text/markdown' },
      body: '# Rules\n\nNo shoes.',
    });
    expect(uploaded.status).toBe(200);
    const submitted = await ask(`/functions/v1/knowledge/documents/${made.document.id}/submit`, {});
    expect(submitted.processing_status).toMatch(/pending|processing|ready/);
  });

  it('is worked on from here, by the way that leads here', async () => {
    const command = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', ...args], {
        cwd: PROJECT_ROOT,
        env: { ...process.env, TATAME_DATA_DIR: dataDir },
        maxBuffer: 2 ** 26,
      });
    const jobs = await command('local/commands/jobs.ts', 'list');
    expect(jobs.stderr).toBe('');
    // Every function is started for it.
    const openapi = await command('local/commands/api/print-openapi.ts');
    expect(JSON.parse(openapi.stdout)).toMatchObject({
      servers: [{ url: `${publicUrl}/functions/v1` }],
      paths: { '/identity/me': expect.anything() },
    });
  });

  it('writes mails and documents with it, and keeps editor, console and database to this machine', async () => {
    await ask('/auth/v1/otp', { email: stack.people[0]!.email, create_user: false });
    expect((await ask('/mail.json')).items[0].text).toContain(`${publicUrl}/auth/v1/verify`);
    expect((await ask('/openapi.json')).servers).toEqual([{ url: `${publicUrl}/functions/v1` }]);
    for (const url of [stack.studioUrl, stack.status.console_url]) {
      await expect(fetch(url.replace('127.0.0.1', ELSEWHERE))).rejects.toThrow('fetch failed');
    }
  });
});
