import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { create } from 'fontkit';

const SOURCE = '@expo-google-fonts/roboto-slab/400Regular/RobotoSlab_400Regular.ttf';

/** Neighbours in a sorted list, each run as its first and last. */
function ranges(sorted: number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const value of sorted) {
    const last = runs.at(-1);
    if (last && last[1] === value - 1) last[1] = value;
    else runs.push([value, value]);
  }
  return runs;
}

/** Writes the font of certificates as a module, since a function has no files: its bytes and letters. */
export async function fontModule(): Promise<string> {
  const bytes = await readFile(createRequire(import.meta.url).resolve(SOURCE));
  const font = create(bytes);
  if (!('characterSet' in font)) throw new Error(`${SOURCE} is several fonts`);
  const runs = ranges([...font.characterSet].sort((one, two) => one - two));
  return [
    '// Made by `npm run certificate:font` from @expo-google-fonts/roboto-slab. Do not edit.',
    '// Roboto Slab, Copyright 2018 The Roboto Slab Project Authors, under the Apache License 2.0:',
    '// http://www.apache.org/licenses/LICENSE-2.0',
    '',
    '/** First and last of each run of code points that the font has, joined by a dash. */',
    `export const characters =\n  '${runs.map((run) => run.join('-')).join(' ')}';`,
    '',
    '/** The TrueType file. */',
    `export const base64 =\n  '${bytes.toString('base64')}';`,
    '',
  ].join('\n');
}
