import { describe, expect, it } from 'vitest';
import { CitationReader } from './citations.ts';
import { locateQuote } from './locate-quote.ts';
import type { Passage } from './passage.ts';

const passage = (n: number, content: string): Passage => ({
  chunk_id: `chunk-${n}`,
  document_id: `document-${n}`,
  title: `Rules ${n}`,
  heading: null,
  content,
  start_offset: 100 * n,
  end_offset: 100 * n + content.length,
});
const passages = [
  passage(1, 'Tie the belt twice\naround the waist. Bow before you step on the mat.'),
  passage(2, 'A choke is legal from blue belt on; "slicers" are not [see table].'),
];

/** What a client ends up with, the answer arriving in the given pieces. */
function read(...pieces: string[]) {
  const reader = new CitationReader(passages);
  const parts = [...pieces.flatMap((piece) => reader.read(piece)), ...reader.end()];
  const text = parts.map((part) => part.event === 'delta' ? part.data.text : '').join('');
  return { text, citations: reader.citations, parts };
}

describe('a quote', () => {
  it('is found to the letter, or with other white space', () => {
    const { content } = passages[0]!;
    const [start, end] = locateQuote(content, ' belt  twice around the ')!;
    expect(content.slice(start, end)).toBe('belt twice\naround the');
    expect(locateQuote(content, 'Bow before you step')).toEqual([37, 56]);
  });

  it.each([
    ['changed', 'Tie the belt three times around'],
    ['in another case', 'tie the belt twice around'],
    ['too short to prove anything', 'the mat'],
    ['empty', '   '],
    ['a pattern', 'Tie.the.belt.twice.around'],
  ])('is not found when it is %s', (_, quote) => {
    expect(locateQuote(passages[0]!.content, quote)).toBeNull();
  });
});

describe('an answer', () => {
  it('keeps what was checked, as the document has it, and numbers it in order', () => {
    const { text, citations, parts } = read(
      'Blue belts may. [2: "A choke is legal from blue belt on"] Bow. ' +
        '[1: "Bow before you step on the mat."]',
    );
    expect(text).toBe('Blue belts may. [1] Bow. [2]');
    expect(citations).toEqual([
      {
        chunk_id: 'chunk-2',
        document_id: 'document-2',
        title: 'Rules 2',
        heading: null,
        quote: 'A choke is legal from blue belt on',
        start_offset: 200,
        end_offset: 234,
      },
      expect.objectContaining({ chunk_id: 'chunk-1', start_offset: 137, end_offset: 168 }),
    ]);
    expect(parts.map(({ event }) => event)).toEqual(['delta', 'citation', 'delta', 'citation']);
  });

  it('does not depend on how it is cut into pieces', () => {
    const whole =
      'So: [1: "Tie the belt twice around the waist."] and [9: "made up by a model"] [1].';
    expect(read(...whole)).toMatchObject({
      text: 'So: [1] and  [1].',
      citations: [{ quote: 'Tie the belt twice\naround the waist.' }],
    });
    expect(read(whole).text).toBe(read(...whole).text);
  });

  it.each([
    ['a quote that is not there', 'It is free. [1: "Membership is free for everybody"]'],
    ['a quote of another passage', 'It is free. [1: "A choke is legal from blue belt on"]'],
    ['a passage that was not given', 'It is free. [7: "Bow before you step on the mat."]'],
    ['the id of a chunk', 'It is free. [chunk-1: "Bow before you step on the mat."]'],
    ['no quote', 'It is free. [1]'],
  ])('loses a citation with %s', (_, answer) => {
    expect(read(answer)).toMatchObject({ text: 'It is free. ', citations: [] });
  });

  it('cites the same place once', () => {
    const { text, citations } = read('A [1: "Tie the belt twice"] B [1: "Tie the belt twice"]');
    expect([text, citations.length]).toEqual(['A [1] B [1]', 1]);
  });

  it('takes brackets that are no citation for what they are', () => {
    const prose = 'An array[i] of [notes, a [link](x) and an open [';
    expect(read(...prose)).toMatchObject({ text: prose, citations: [] });
    expect(read(`[1: "${'x'.repeat(3000)}`).text).toHaveLength(3005);
  });
});
