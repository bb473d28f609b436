import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { watchSettings } from './watch-settings.ts';

it('says once that a file of variables sets others, however it was saved', async () => {
  const root = await mkdtemp(join(tmpdir(), 'tatame-env-'));
  await mkdir(join(root, 'supabase/functions'), { recursive: true });
  const write = (file: string, text: string) => writeFile(join(root, file), text);
  await write('.env', 'TATAME_API_PORT=6000\n');
  const said: string[] = [];
  const end = await watchSettings((line) => said.push(line), root);
  const lines = (count: number) =>
    vi.waitFor(() => expect(said).toHaveLength(count), { timeout: 5_000 });

  await write('.env', '# mine\nTATAME_API_PORT=6000\n');
  await sleep(500);
  expect(said).toEqual([]);
  await write('.env', 'TATAME_API_PORT=6001\n');
  await lines(1);
  await write('.env.new', 'TATAME_API_PORT=6002\n');
  await rename(join(root, '.env.new'), join(root, '.env'));
  await lines(2);
  await write('supabase/functions/.env', 'AGENT_MODEL=small\n');
  await lines(3);
  await rm(join(root, '.env'));
  await lines(4);
  await end();
  await rm(root, { recursive: true });
  expect(said.map((line) => line.split(' ')[0]))
    .toEqual(['.env', '.env', 'supabase/functions/.env', '.env']);
}, 30_000);
