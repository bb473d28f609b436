import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { StackLog } from '../../local/log/log.ts';
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
const said: string[] = [];
const log: StackLog = {
  request() {},
  printed() {},
  note: (text) => said.push(text),
  fault: (text) => said.push(text),
};

/** What was said last of one function: others are called meanwhile, by the queue's clock too. */
const lastOf = (name: string) => said.findLast((text) => text.startsWith(`[${name}] `));

const ask = async (path = '') => {
  const response = await fetch(`${stack.apiUrl}/functions/v1/reloaded${path}`);
  return `${response.status} ${await response.text()}`;
};
const write = (name: string, text: string) => writeFile(join(folder, name), text);
/** As editors and git save: another file takes the name. */
async function replace(name: string, text: string): Promise<void> {
  await write(`${name}.new`, text);
  await rename(join(folder, `${name}.new`), join(folder, name));
}
const poll = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 20_000, interval: 50 });

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tatame-reload-'));
  folder = join(home, 'reloaded');
  await mkdir(folder);
  await write('index.ts', FUNCTION);
  await write('answer.ts', `export const answer = 'one';`);
  stack = await startStack({
    dataDir: join(home, 'data'),
    ports: { api: 0, db: 0, studio: 0, console: 0 },
    functions: [{ name: 'reloaded', entry: join(folder, 'index.ts') }],
    seed: false,
    env: { RATE_LIMIT_READS_PER_MINUTE: 'many' },
    log,
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

  it('answers with the new code however often a file is replaced, and says what was reloaded', async () => {
    for (const word of ['four', 'five', 'six']) {
      await replace('answer.ts', `export const answer = '${word}';`);
      await poll(async () => expect(await ask()).toBe(`200 ${word}`));
    }
    await poll(() =>
      Promise.resolve(expect(said.join('\n')).toMatch(/Reloaded reloaded \(.*answer\.ts\)\./))
    );
  });

  it('says what is wrong with code that does not start, and recovers', async () => {
    await write('answer.ts', `export const other = 1;`);
    await poll(async () => expect(await ask()).toMatch(/^503 .*BOOT_ERROR.*answer/));
    expect(lastOf('reloaded')).toMatch(/does not start: .*'answer'[^]*index\.ts:3/);
    await write('answer.ts', `export const answer = 'three';`);
    await poll(async () => expect(await ask()).toBe('200 three'));
  });

  it('says at once, with its place, what a save has broken', async () => {
    await replace('answer.ts', `export const answer = 'no end;`);
    await poll(() => Promise.resolve(expect(lastOf('reloaded')).toMatch(/answer\.ts:1:2\d/)));
    await replace('answer.ts', `export const answer = ''; throw new Error('no start');`);
    await poll(() =>
      Promise.resolve(expect(lastOf('reloaded')).toMatch(/no start[^]*answer\.ts:1:/))
    );
    await replace('answer.ts', `export const answer = 'three';`);
    await poll(async () => expect(await ask()).toBe('200 three'));
  });

  it('boots again after an error that nobody caught', async () => {
    await ask('/exit').catch(() => {});
    await poll(async () => expect(await ask()).toBe('200 three'));
  });
});

describe('a function whose environment is wrong', () => {
  it('says which variable, and where it is read', async () => {
    const answer = await fetch(`${stack.apiUrl}/functions/v1/hello`);
    expect(answer.status).toBe(503);
    expect(lastOf('hello')).toMatch(
      /^\[hello\] does not start: EnvError: .*RATE_LIMIT_READS_PER_MINUTE: is not a number[^]*functions\/hello\/index\.ts:\d/,
    );
  });
});
