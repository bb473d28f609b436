import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { OpenApiDocument } from '../gateway/openapi.ts';
import { PROJECT_ROOT } from '../stack/settings/state.ts';

/**
 * Not in package.json: it writes types with TypeScript 5, which cannot stand beside the 7 that checks
 * this project.
 */
const GENERATOR = ['-p', 'openapi-typescript@7.13.0', '-p', 'typescript@5.9.3'];

const template = fileURLToPath(new URL('template', import.meta.url));

/**
 * Writes a package that speaks to what a document describes: types out of the document, and a small
 * factory. npx fetches the generator on its first use.
 */
export async function writeClient(document: OpenApiDocument, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await cp(template, folder, { recursive: true });
  const { version, devDependencies } = JSON.parse(
    await readFile(join(PROJECT_ROOT, 'package.json'), 'utf8'),
  );
  const manifest = {
    name: '@tatame/client',
    version,
    description: 'Tatame’s API, typed',
    license: 'MIT',
    type: 'module',
    types: './index.d.ts',
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    dependencies: { 'openapi-fetch': devDependencies['openapi-fetch'] },
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(join(folder, 'openapi.json'), JSON.stringify(document));
  await generateTypes(folder);
}

async function generateTypes(folder: string): Promise<void> {
  // Whoever sends a request may leave out what has a default.
  const options = ['--default-non-nullable', 'false', '-o', 'schema.d.ts'];
  const args = ['-y', ...GENERATOR, 'openapi-typescript', 'openapi.json', ...options];
  const child = spawn('npx', args, {
    cwd: folder,
    env: { ...process.env, DO_NOT_TRACK: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const [code] = await once(child, 'close') as [number | null];
  if (code !== 0) throw new Error(`openapi-typescript ended with exit code ${code}:\n${said}`);
}
