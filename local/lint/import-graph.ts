import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { PROJECT_ROOT } from '../stack/settings/state.ts';

/** Files of the project, as paths from its root, with the files each of them imports. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*'(\.[^']+\.tsx?)'|import\(?\s*'(\.[^']+\.tsx?)'/g;

/** Reads which file imports which below `folders`, types included. */
export async function readImportGraph(folders: readonly string[]): Promise<ImportGraph> {
  const graph = new Map<string, string[]>();
  for (const folder of folders) {
    const entries = await readdir(join(PROJECT_ROOT, folder), {
      recursive: true,
      withFileTypes: true,
    });
    for (const entry of entries) {
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
      const file = join(entry.parentPath, entry.name);
      const text = await readFile(file, 'utf8');
      const targets = [...text.matchAll(IMPORT)].map(([, from, bare]) =>
        relative(PROJECT_ROOT, resolve(dirname(file), (from ?? bare)!))
      );
      graph.set(relative(PROJECT_ROOT, file), targets);
    }
  }
  return graph;
}

/** Finds the files that import each other in a circle, each circle as the path around it. */
export function circlesOf(graph: ImportGraph): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string) => {
    const at = path.indexOf(file);
    if (at >= 0) return void circles.push([...path.slice(at), file]);
    if (done.has(file)) return;
    path.push(file);
    for (const target of graph.get(file) ?? []) visit(target);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return circles;
}

/** Lists everything that `entry` loads, itself included. */
export function loadedBy(graph: ImportGraph, entry: string): Set<string> {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    graph.get(file)?.forEach(visit);
  };
  visit(entry);
  return seen;
}
