import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/caller.ts';
import { referenceScores } from './support/bm25.ts';
import { type SearchDatabase, searchDatabase } from './support/search.ts';

let at: SearchDatabase;
let people = 0;
const someone = () => at.arrive(`reader-${++people}`);

beforeAll(async () => {
  at = await searchDatabase();
});
afterAll(() => at.drop());

/** The same numbers on every run, each from 0 to 1 (Park and Miller's generator). */
function randomness(seed: number) {
  let state = seed;
  return () => (state = state * 48_271 % 2_147_483_647) / 2_147_483_647;
}

describe('BM25', () => {
  it('scores as the formula says, whatever the passages', async () => {
    const owner = await someone();
    const random = randomness(7);
    const words = Array.from(
      { length: 60 },
      (_, i) => `word${String.fromCharCode(97 + i % 26)}${i}`,
    );
    // Words are used as they are in a language: some often, most seldom.
    const pick = () => words[Math.floor(words.length * random() ** 3)]!;
    const passage = () => Array.from({ length: 3 + Math.floor(random() * 60) }, pick).join(' ');
    for (let i = 0; i < 40; i++) {
      await at.write(
        owner,
        `${pick()} ${pick()}`,
        Array.from(
          { length: 1 + i % 5 },
          (_, n) => ({ content: passage(), heading: n % 2 ? pick() : null }),
        ),
      );
    }
    for (let asked = 0; asked < 20; asked++) {
      const question = Array.from({ length: 1 + asked % 6 }, pick).join(' the of and is a ');
      const expected = [...await referenceScores(at.admin, owner.userId, question)];
      const hits = await at.search(owner, question, 100);
      expect(hits.length).toBe(Math.min(100, expected.length));
      const scores = new Map(expected);
      for (const { chunk_id, score } of hits) {
        expect(score).toBeCloseTo(scores.get(chunk_id)!, 3);
      }
      const best = expected.map(([, score]) => score).toSorted((a, b) => b - a);
      hits.forEach(({ score }, i) => expect(score).toBeCloseTo(best[i]!, 3));
    }
  });

  it('answers a question of which no passage has every word', async () => {
    const owner = await someone();
    const belts = await at.write(owner, 'Grading', ['A blue belt is kept for two years at least.']);
    await at.write(owner, 'Fees', ['The monthly fee is paid in advance.']);
    const [hit] = await at.search(
      owner,
      'How many years must somebody stay at blue before purple?',
    );
    expect(hit?.document_id).toBe(belts);
  });

  it('prefers the title, then a heading, then the content', async () => {
    const owner = await someone();
    const rest = 'some lines about everything that happens here';
    const inContent = await at.write(owner, 'First', [`armbar ${rest}`]);
    const inHeading = await at.write(owner, 'Second', [{ heading: 'Armbar', content: rest }]);
    const inTitle = await at.write(owner, 'Armbar', [rest]);
    const hits = await at.search(owner, 'armbar');
    expect(hits.map(({ document_id }) => document_id)).toEqual([inTitle, inHeading, inContent]);
  });

  it('finds a document by its title when its text has no word to look for', async () => {
    const owner = await someone();
    await at.write(owner, 'Poem', ['To be or not to be']);
    expect(await at.search(owner, 'poem')).toHaveLength(1);
  });

  it('prefers words that stand together as they were asked', async () => {
    const owner = await someone();
    const filler = 'and the others go on with their own work';
    const apart = await at.write(owner, 'One', [`choke the rear ${filler} naked`]);
    const together = await at.write(owner, 'Two', [`naked the choke ${filler} rear`]);
    const exact = await at.write(owner, 'Three', [`rear naked choke the ${filler}`]);
    const hits = await at.search(owner, 'rear naked choke');
    expect(hits[0]?.document_id).toBe(exact);
    expect(new Set(hits.map(({ document_id }) => document_id))).toEqual(
      new Set([apart, together, exact]),
    );
    expect(hits[0]!.score).toBeGreaterThan(hits[1]!.score);
  });
});

describe('words', () => {
  let owner: Caller;
  beforeAll(async () => {
    owner = await someone();
    await at.write(owner, 'Technique', ['The submission ends the round; jiu-jitsu knows many.']);
    await at.write(owner, 'Diário', ['Graduação é no sábado; IL-6 and/or p<0.05 end.Next']);
    await at.write(owner, 'Other', ['Warm up first.']);
  });

  it.each([
    ['submision', 'Technique'],
    ['submissoin', 'Technique'],
    ['usbmission', undefined],
    ['submissions', 'Technique'],
    ['jiujitsu', 'Technique'],
    ['jiu jitsu', 'Technique'],
    ['graduacao', 'Diário'],
    ['IL6 or il-6', 'Diário'],
    ['next', 'Diário'],
  ])('takes %s for what was meant', async (question, title) => {
    const [hit] = await at.search(owner, question);
    expect(hit?.title).toBe(title);
  });

  it.each(['', 'the of and', '?!', '¿'])(
    'finds nothing for %j, which asks for nothing',
    async (question) => {
      expect(await at.search(owner, question)).toEqual([]);
    },
  );

  it('points at the words that were found, corrected or inflected', async () => {
    const [hit] = await at.search(owner, 'Which submision ends rounds?');
    const words = hit!.highlights.map(({ start, end }) => hit!.content.slice(start, end));
    expect(words).toEqual(['submission', 'ends', 'round']);
  });

  it('highlights in UTF-16 code units behind other scripts, emoji and marks', async () => {
    const writer = await someone();
    await at.write(writer, 'Notes', ['🥋 \u0001柔道 — “belt”, faixa-belt & <belt>']);
    const [hit] = await at.search(writer, 'belt');
    expect(hit!.highlights.map(({ start, end }) => hit!.content.slice(start, end)))
      .toEqual(['belt', 'belt', 'belt']);
  });

  it('survives a question of a thousand words', async () => {
    const question = Array.from({ length: 1_000 }, (_, i) => `question${i}`).join(' ');
    expect(await at.search(owner, `submission ${question}`)).toHaveLength(1);
  });
});
