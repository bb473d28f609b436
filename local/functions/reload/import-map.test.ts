import { describe, expect, it } from 'vitest';
import { bareImports, importFaults } from './import-map.ts';

const map = { zod: 'npm:zod@4.6.7', 'hono/': 'npm:/hono@4.13.19/', '@a/b': 'npm:@a/b@1.0.0' };
const installed = { zod: '4.6.7', hono: '4.13.19', '@a/b': '1.0.0' };

describe('importFaults', () => {
  it('finds nothing where the map names everything at the installed version', () => {
    const used = new Map([['zod', 'a.ts'], ['hono/cors', 'a.ts'], ['node:process', 'a.ts']]);
    expect(importFaults(used, map, installed)).toEqual([]);
  });

  it('names what only node_modules has, and a version that is not the installed one', () => {
    expect(importFaults(new Map([['chokidar', 'a.ts']]), map, { ...installed, zod: '4.0.0' }))
      .toEqual([
        'a.ts imports "chokidar", which deno.json does not map.',
        'deno.json maps "zod" to npm:zod@4.6.7, package.json has 4.0.0.',
      ]);
  });

  it('sees every way to import', () => {
    const text =
      `import a, {\n  type b,\n} from 'one';\nexport * from 'two/x';\nimport 'three';\n` +
      `import { c } from '../own.ts';\nconst d = await import('four');`;
    expect(bareImports(text)).toEqual(['one', 'two/x', 'three', 'four']);
  });
});
