import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { loadedBy, readImportGraph } from '../../lint/import-graph.ts';
import { PROJECT_ROOT } from '../../stack/settings/state.ts';
import type { FunctionEntry } from '../discover.ts';

type Versions = Record<string, string>;

const BARE =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*'([^'.][^']*)'|(?:(?:^|\n)\s*import\s|import\()\s*'([^'.][^']*)'/g;

/** The packages and built-in modules that a module's text imports, types included. */
export const bareImports = (text: string): string[] =>
  [...text.matchAll(BARE)].map(([, from, bare]) => (from ?? bare)!);

/**
 * Finds what would deploy otherwise than it was checked. Types are checked against node_modules, so
 * that no network is needed; a deploy has the import map alone, because package.json stays behind.
 *
 * @param used each bare specifier with a file that imports it
 */
export function importFaults(
  used: ReadonlyMap<string, string>,
  importMap: Versions,
  dependencies: Versions,
): string[] {
  const named = (specifier: string) =>
    specifier.startsWith('node:') || specifier in importMap ||
    Object.keys(importMap).some((key) => key.endsWith('/') && specifier.startsWith(key));
  const missing = [...used].filter(([specifier]) => !named(specifier)).map(([specifier, file]) =>
    `${file} imports "${specifier}", which deno.json does not map.`
  );
  const others = Object.entries(importMap).flatMap(([key, target]) => {
    const [, name, version] = /^npm:\/?((?:@[^/]+\/)?[^@/]+)@([^/]+)/.exec(target) ?? [];
    const installed = name && dependencies[name];
    return installed === version ? [] : [
      `deno.json maps "${key}" to ${target}, package.json has ${
        installed ?? 'no such dependency'
      }.`,
    ];
  });
  return [...missing, ...others];
}

/** The same for the functions of this project. */
export async function projectImportFaults(entries: readonly FunctionEntry[]): Promise<string[]> {
  const graph = await readImportGraph(['supabase/functions', 'src']);
  const files = new Set(
    entries.flatMap(({ entry }) => [...loadedBy(graph, relative(PROJECT_ROOT, entry))]),
  );
  const read = (file: string) => readFile(join(PROJECT_ROOT, file), 'utf8');
  const used = new Map<string, string>();
  for (const file of files) {
    const text = await read(file);
    for (const specifier of bareImports(text)) used.set(specifier, file);
  }
  const { imports } = JSON.parse(await read('deno.json')) as { imports: Versions };
  const { dependencies } = JSON.parse(await read('package.json')) as { dependencies: Versions };
  return importFaults(used, imports, dependencies);
}
