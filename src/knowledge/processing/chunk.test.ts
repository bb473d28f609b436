import { describe, expect, it } from 'vitest';
import { type Chunk, chunk } from './chunk.ts';

/** Mulberry32: the same texts in every run, and the seed in the test's name when one fails. */
function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ATOMS = [
  'guard ',
  'passing. ',
  'Is it? ',
  'naïve ',
  'Äpfel ',
  '柔術は楽しい。',
  'كيمورا ',
  '🥋',
  '👨‍👩‍👧 ',
  'é ',
  '𝒳 ',
  '\n',
  '\n\n',
  ' \t\n \n',
  '# Title\n',
  '\n## Belts ##\n',
  '\n### 帯\n',
  '\nSetext\n===\n',
  '```\n# not a heading\n```\n',
  '- item\n',
  'x'.repeat(90),
  '…',
  '#hash ',
  '   ',
];

function generate(seed: number): string {
  const next = random(seed);
  let text = '';
  for (const length = Math.floor(next() ** 3 * 12_000); text.length < length;) {
    const atom = ATOMS[Math.floor(next() * ATOMS.length)]!;
    text += next() < 0.02 ? atom.repeat(Math.floor(next() * 400)) : atom;
  }
  return text;
}

const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

describe('any text', () => {
  const seeds = Array.from({ length: 300 }, (_, seed) => seed);

  it.each(seeds)('is cut exactly, seed %i', (seed) => {
    const text = generate(seed);
    const chunks = [...chunk(text)];
    let end = 0;
    let between = '';
    chunks.forEach((piece, i) => {
      expect(piece.position).toBe(i);
      expect(text.slice(piece.start_offset, piece.end_offset)).toBe(piece.content);
      expect(piece.content.trim()).toBe(piece.content);
      expect(piece.content).not.toBe('');
      expect(piece.content.length).toBeLessThanOrEqual(2_000);
      expect(piece.start_offset).toBeGreaterThanOrEqual(end);
      expect(isLow(text.charCodeAt(piece.start_offset))).toBe(false);
      expect(isLow(text.charCodeAt(piece.end_offset))).toBe(false);
      between += `${text.slice(end, piece.start_offset)}\n`;
      end = piece.end_offset;
    });
    between += text.slice(end);
    // What no chunk holds is white space, or a heading that some chunk is under.
    const headings = new Set(chunks.flatMap(({ heading }) => heading?.split(' › ') ?? []));
    for (const line of between.split('\n')) {
      const title = line.replace(/^ *#+ | #+ *$/g, '').trim();
      if (title && !/^=+$/.test(title)) expect(headings).toContain(title);
    }
  });
});

/** Cuts a text in slices of so many chunks, of which each begins where the last ended. */
function inSlices(text: string, size: number): Chunk[] {
  const chunks: Chunk[] = [];
  for (let before = -1; chunks.length > before;) {
    before = chunks.length;
    for (const one of chunk(text, { chunks: before, end: chunks.at(-1)?.end_offset ?? 0 })) {
      chunks.push(one);
      if (chunks.length === before + size) break;
    }
  }
  return chunks;
}

describe('a text that is cut in slices', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('has every word once, seed %i', (seed) => {
    const text = generate(seed);
    const whole = [...chunk(text)];
    const sliced = inSlices(text, 1 + seed % 4);
    const words = (chunks: Chunk[]) => chunks.map(({ content }) => content).join(' ').split(/\s+/);
    expect(words(sliced).join('')).toEqual(words(whole).join(''));
    expect(sliced.map(({ position }) => position)).toEqual(sliced.map((_, i) => i));
    const headings = (chunks: Chunk[]) => [...new Set(chunks.map(({ heading }) => heading))];
    expect(headings(sliced)).toEqual(headings(whole));
    for (const { content, start_offset, end_offset } of sliced) {
      expect(text.slice(start_offset, end_offset)).toBe(content);
    }
  });
});

describe('structure', () => {
  const sentence = (n: number) => `Sentence number ${n} says something of some length. `;
  const paragraph = (n: number) => Array.from({ length: n }, (_, i) => sentence(i)).join('').trim();

  it('knows the headings above a passage', () => {
    const text =
      '# Guide\n\nIntro.\n\n## Belts\n\nBlue.\n\n### Blue\n\nTwo years.\n\n## Rules\n\nNone.';
    expect([...chunk(text)].map(({ heading, content }) => [heading, content])).toEqual([
      ['Guide', 'Intro.'],
      ['Guide › Belts', 'Blue.'],
      ['Guide › Belts › Blue', 'Two years.'],
      ['Guide › Rules', 'None.'],
    ]);
  });

  it('keeps the words of a heading that has nothing under it', () => {
    expect([...chunk('# One\n\n# Two\n\nText.')].map(({ heading, content }) => [heading, content]))
      .toEqual([[null, 'One'], ['Two', 'Text.']]);
  });

  it('does not take code for headings', () => {
    expect([...chunk('```\n# comment\n```')]).toMatchObject([{ heading: null }]);
  });

  it('ends with a sentence, near the target', () => {
    const chunks = [...chunk(paragraph(200))];
    for (const { content } of chunks.slice(0, -1)) {
      expect(content).toMatch(/\.$/);
      expect(content.length).toBeGreaterThan(1_000);
      expect(content.length).toBeLessThanOrEqual(1_500);
    }
  });

  it('prefers the end of a paragraph', () => {
    const text = `${paragraph(24)}\n\n${paragraph(24)}`;
    expect([...chunk(text)].map(({ content }) => content)).toEqual(text.split('\n\n'));
  });

  it('joins a small remainder to what is before it', () => {
    const text = `${paragraph(24)}\n\nThat is all.`;
    expect([...chunk(text)]).toMatchObject([{ content: text }]);
  });

  it('finds nothing in nothing', () => {
    expect([...chunk('')]).toEqual([]);
    expect([...chunk(' \n\t\n ')]).toEqual([]);
  });

  it('has no more chunks than a document may have', () => {
    expect(() => [...chunk('# a\n'.repeat(60_000))])
      .toThrow(expect.objectContaining({ code: 'too_complex' }));
  }, 20_000);
});
