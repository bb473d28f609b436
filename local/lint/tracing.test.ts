import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../stack/settings/state.ts';

const HOME = 'supabase/functions/_shared/traces';
const RECORDING = ['otlp.ts', 'export.ts', 'sampler.ts'];

/** The modules that a file loads as soon as it is loaded itself. */
const loadedAtOnce = (text: string) =>
  [...text.matchAll(/^(?:import|export)\s(?!type\s)[^;'"]*?from\s*'([^']+)'/gm)]
    .map(([, specifier]) => specifier!);

async function sources(): Promise<[file: string, text: string][]> {
  const files = (await Promise.all(
    ['src', 'supabase/functions'].map(async (folder) =>
      (await readdir(join(PROJECT_ROOT, folder), { recursive: true }))
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .map((file) => join(folder, file))
    ),
  )).flat();
  return await Promise.all(
    files.map(async (file): Promise<[string, string]> => [
      file,
      await readFile(join(PROJECT_ROOT, file), 'utf8'),
    ]),
  );
}

describe('what records spans', () => {
  it('is loaded by nothing, until an endpoint is configured', async () => {
    const home = RECORDING.map((file) => join(HOME, file));
    const others = (await sources()).filter(([file]) => !home.includes(file));
    for (const [file, text] of others) {
      const recording = loadedAtOnce(text).filter((specifier) =>
        specifier.startsWith('@opentelemetry/') ||
        /traces\/(otlp|export|sampler)\.ts$/.test(specifier) ||
        (file.startsWith(HOME) && RECORDING.some((name) => specifier === `./${name}`))
      );
      expect(recording, file).toEqual([]);
    }
    expect(others.filter(([, text]) => text.includes(`import('./otlp.ts')`)).map(([file]) => file))
      .toEqual([`${HOME}/start-tracing.ts`]);
  });
});
