import { describe, expect, it } from 'vitest';
import { circlesOf, loadedBy, readImportGraph } from './import-graph.ts';

const graph = (edges: Record<string, string[]>) => new Map(Object.entries(edges));

describe('circlesOf', () => {
  it('finds a circle, however long, and says how it goes', () => {
    const found = circlesOf(graph({ a: ['b'], b: ['c', 'd'], c: ['a'], d: [] }));
    expect(found).toEqual([['a', 'b', 'c', 'a']]);
  });

  it('finds none where two ways lead to one file', () => {
    expect(circlesOf(graph({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }))).toEqual([]);
  });
});

it('loadedBy follows imports to their ends', () => {
  expect([...loadedBy(graph({ a: ['b'], b: ['c'], c: [], d: ['a'] }), 'a')]).toEqual([
    'a',
    'b',
    'c',
  ]);
});

describe('the project', () => {
  it('has no circle of imports', async () => {
    const everything = await readImportGraph([
      ...['src', 'supabase/functions', 'local', 'testkit', 'tests', 'bench'],
    ]);
    expect(everything.size).toBeGreaterThan(300);
    expect(circlesOf(everything)).toEqual([]);
  });
});
