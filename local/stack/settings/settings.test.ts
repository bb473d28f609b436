import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readSettings } from './settings.ts';

afterEach(() => vi.unstubAllEnvs());

describe('readSettings', () => {
  it('has the ports of supabase start unless the shell says otherwise', () => {
    for (const name of ['API', 'DB', 'STUDIO', 'CONSOLE']) vi.stubEnv(`TATAME_${name}_PORT`, '');
    expect(readSettings().ports).toEqual({ api: 54321, db: 54322, studio: 54323, console: 54328 });
    vi.stubEnv('TATAME_DB_PORT', '6000');
    expect(readSettings().ports.db).toBe(6000);
  });

  it('gives the functions what their own file says, and nothing of the local stack', async () => {
    vi.stubEnv('TATAME_DB_PORT', '');
    const root = await mkdtemp(join(tmpdir(), 'tatame-settings-'));
    const owner = 'postgresql://postgres:owner@db.tatame.test/postgres';
    await writeFile(join(root, '.env'), `TATAME_DB_PORT=6000\nDATABASE_URL=${owner}\n`);
    await mkdir(join(root, 'supabase/functions'), { recursive: true });
    await writeFile(join(root, 'supabase/functions/.env'), 'AGENT_MODEL=small\nCURSOR_SECRET=\n');
    const settings = readSettings(root);
    await rm(root, { recursive: true });
    expect(settings.ports.db).toBe(6000);
    expect(settings.env).toEqual({ AGENT_MODEL: 'small' });
  });

  it.each(['seventy', '-1', '65536', '1.5'])('refuses the port %s by name', (value) => {
    vi.stubEnv('TATAME_STUDIO_PORT', value);
    expect(readSettings).toThrow('TATAME_STUDIO_PORT must be a port number');
  });

  it('takes the origin of the public URL, and refuses what is none by name', () => {
    vi.stubEnv('TATAME_PUBLIC_URL', 'http://192.168.1.20:54321/');
    expect(readSettings().publicUrl).toBe('http://192.168.1.20:54321');
    vi.stubEnv('TATAME_PUBLIC_URL', '192.168.1.20');
    expect(readSettings).toThrow('TATAME_PUBLIC_URL must be like');
  });
});
