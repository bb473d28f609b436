import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Stack, startStack } from '../../local/stack/stack.ts';

const FUNCTION = `
import { existsSync } from 'node:fs';
import { answer } from './answer.ts';
const finish = new URL('./finish', import.meta.url);
export default {
  async fetch(request: Request): Promise<Response> {
    if (new URL(request.url).pathname === '/reloaded/exit') setTimeout(() => { throw new Error('gone'); });
    if (new URL(request.url).pathname === '/reloaded/slow') {
      while (!existsSync(finish)) await new Promise((done) => setTimeout(done, 20));
    }
    return new Response(answer);
  },
};
`;

let home: string;
let folder: string;
let stack: Stack;

const ask = async (path = '') => {
  const response = await fetch(`${stack.apiUrl}/functions/v1/reloaded${path}`);
  return `${response.status} ${await response.text()}`;
};
const write = (name: string, text: string) => writeFile(join(folder, name), text);
const poll = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 20_000, interval: 50 });

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tatame-reload-'));
  folder = join(home, 'reloaded');
  await mkdir(folder);
  await write('index.ts', FUNCTION);
  await write('answer.ts', `export const answer = 'one';`);
  stack = await startStack({
    dataDir: join(home, 'data'),
    ports: { api: 0, db: 0, studio: 0 },
    functions: [{ name: 'reloaded', entry: join(folder, 'index.ts') }],
    seed: false,
  });
});

afterAll(async () => {
  await stack?.stop();
  await rm(home, { recursive: true, force: true });
});

describe('a function whose sources change', () => {
  it('answers with the new code, and finishes what it was doing with the old', async () => {
    expect(await ask()).toBe('200 one');
    const slow = ask('/slow');
    await write('answer.ts', `export const answer = 'two';`);
    await poll(async () => expect(await ask()).toBe('200 two'));
    await write('finish', '');
    expect(await slow).toBe('200 one');
  });

  it('says what is wrong with code that does not start, and recovers', async () => {
    await write('answer.ts', `export const other = 1;`);
    await poll(async () => expect(await ask()).toMatch(/^503 .*BOOT_ERROR.*answer/));
    await write('answer.ts', `export const answer = 'three';`);
    await poll(async () => expect(await ask()).toBe('200 three'));
  });

  it('boots again after an error that nobody caught', async () => {
    await ask('/exit').catch(() => {});
    await poll(async () => expect(await ask()).toBe('200 three'));
  });
});
