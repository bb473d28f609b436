import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type Dev,
  devEnv,
  ended,
  isUp,
  postmasterOf,
  processesOn,
  readRunning,
  startDev,
} from './support/dev.ts';

let dataDir: string;
const started: Dev[] = [];

const dev = async (throughNpm = false): Promise<Dev> => {
  const one = startDev(devEnv(dataDir), throughNpm);
  started.push(one);
  await isUp(one);
  return one;
};

/** Ctrl-C and `kill` of a job reach npm, its shell and the stack at the same time. */
function signalGroup({ child }: Dev): void {
  process.kill(-child.pid!, 'SIGTERM');
}

/** What a request to the Data API is answered with, 0 for nothing at all. */
async function roles(): Promise<number> {
  const { status } = await readRunning(dataDir);
  const headers = { apikey: status.secret_key };
  const answer = await fetch(`${status.api_url}/rest/v1/users?limit=1`, { headers })
    .catch(() => undefined);
  await answer?.arrayBuffer();
  return answer?.status ?? 0;
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tatame-outage-'));
});

afterAll(async () => {
  for (const one of started) {
    one.child.kill('SIGTERM');
    await ended(one);
  }
  await rm(dataDir, { recursive: true, force: true });
});

describe('Postgres that is killed', () => {
  it('is started again under load, and the stack says so', async () => {
    const one = await dev();
    for (let round = 0; round < 3; round++) {
      let killed = false;
      const load = Promise.all(Array.from({ length: 10 }, async () => {
        while (!killed) await roles();
        await vi.waitFor(async () => expect(await roles()).toBe(200), { timeout: 20_000 });
      }));
      await sleep(300);
      process.kill(await postmasterOf(dataDir), 'SIGKILL');
      killed = true;
      await load;
    }
    const said = one.output();
    expect(said.match(/Postgres was ended by SIGKILL; it is started again\./g)).toHaveLength(3);
    expect(said.match(/Postgres is up again\./g)).toHaveLength(3);
    expect(said).not.toMatch(/postgres\/src\/connection/);
  });

  it('and cannot be started again ends the stack with one clear line', async () => {
    const one = started.at(-1)!;
    const before = one.output().length;
    await rename(join(dataDir, 'postgres/PG_VERSION'), join(dataDir, 'PG_VERSION'));
    process.kill(await postmasterOf(dataDir), 'SIGKILL');
    await ended(one, 30_000);
    await rename(join(dataDir, 'PG_VERSION'), join(dataDir, 'postgres/PG_VERSION'));
    expect(one.child.exitCode).toBe(1);
    const last = one.output().slice(before).trim().split('\n').at(-1);
    expect(last).toMatch(/^Postgres ended and does not start: .*is not a valid data directory/);
  });
});

describe('npm run dev, asked to end', () => {
  it('by a SIGTERM to its whole group leaves no process behind, whenever it comes', async () => {
    for (const afterMs of [0, 150, 600, 1_500, 4_000]) {
      const one = startDev(devEnv(dataDir), true);
      started.push(one);
      await Promise.race([isUp(one), sleep(afterMs)]);
      signalGroup(one);
      await ended(one);
      await vi.waitFor(() => expect(processesOn(dataDir)).toEqual([]), { timeout: 10_000 });
    }
  });

  it('by two signals in a row still stops its parts', async () => {
    const one = await dev();
    one.child.kill('SIGTERM');
    await sleep(1_100);
    one.child.kill('SIGTERM');
    await ended(one);
    await vi.waitFor(() => expect(processesOn(dataDir)).toEqual([]));
  });
});

describe('npm run dev, where it cannot run', () => {
  const lines = async (more: Record<string, string>) => {
    const one = startDev(devEnv(dataDir, more));
    await ended(one);
    expect(one.child.exitCode).toBe(1);
    return one.output().trim().split('\n');
  };

  it.each([
    ['a folder that takes no files', { TATAME_DATA_DIR: '/sys/tatame' }, 'Cannot keep data in'],
    ['a port that is none', { TATAME_API_PORT: 'http' }, 'TATAME_API_PORT must be a port number.'],
  ])('says so in one line: %s', async (_what, more, said) => {
    expect(await lines(more)).toEqual([expect.stringContaining(said)]);
  });

  it('does not replace keys that it cannot read', async () => {
    const path = join(dataDir, 'secrets.json');
    await writeFile(path, '{"publishableKey":');
    expect(await lines({})).toEqual([expect.stringContaining(`${path} is damaged`)]);
  });
});
