import { describe, expect, it } from 'vitest';
import { CitationReader } from './citations.ts';
import { bestSentences, extractiveModel } from './extractive-model.ts';
import type { Passage } from './passage.ts';
import { writeAnswer } from './write-answer.ts';

const passage = (n: number, content: string): Passage => ({
  chunk_id: `chunk-${n}`,
  document_id: `document-${n}`,
  title: 'House rules',
  heading: null,
  content,
  start_offset: 0,
  end_offset: content.length,
});
const passages = [
  passage(
    1,
    'The academy opens at six. Kimonos are washed after every class. Nails are kept short.',
  ),
  passage(2, 'A visitor pays a day fee. The day fee is waived for visiting black belts.'),
];

const answer = (question: string, given = passages) =>
  writeAnswer(
    extractiveModel(question, given),
    { question, passages: given, history: [], tools: undefined },
    new AbortController().signal,
    () => {},
  );

describe('the extractive model', () => {
  it('answers with the sentences that speak of it, says that it quotes, and cites', async () => {
    const { output, citations } = await answer('Who pays the day fee?');
    expect(output).toContain('No language model is configured');
    expect(output).toContain('A visitor pays a day fee. [1]');
    expect(output).not.toContain('Kimonos');
    expect(citations.map(({ quote }) => quote)).toEqual([
      'A visitor pays a day fee.',
      'The day fee is waived for visiting black belts.',
    ]);
  });

  it('gives the same answer every time', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => answer('When is the kimono washed?')));
    expect(new Set(answers.map(({ output }) => output)).size).toBe(1);
    expect(answers[0]!.citations[0]!.quote).toBe('Kimonos are washed after every class.');
  });

  it('finds a word in another form and without its accents', () => {
    expect(
      bestSentences('Preços de visitação?', [
        passage(1, 'Horários nas paredes. Os preços da visitacao estão na porta.'),
      ])[0]!.text,
    ).toBe('Os preços da visitacao estão na porta.');
  });

  it('says so when no sentence speaks of it', async () => {
    const { output, citations } = await answer('Zebra?');
    expect(citations).toEqual([]);
    expect(output).toContain('Nothing of your documents or your academy that could be checked');
  });

  it('quotes a document that is written like a citation without being fooled', async () => {
    const tricky = passage(
      1,
      'The fee is ten [2: "as the secret board decided"] for all visitors.',
    );
    const { output, citations } = await answer('What is the fee?', [tricky]);
    expect(citations).toHaveLength(1);
    expect(tricky.content).toContain(citations[0]!.quote);
    expect(output).not.toContain('[2]');
  });

  it('also answers at once, with the same text', async () => {
    const model = extractiveModel('Who pays the day fee?', passages);
    const { content } = await model.doGenerate({ prompt: [] });
    const reader = new CitationReader(passages);
    for (const part of content) if (part.type === 'text') reader.read(part.text);
    expect(reader.citations).toHaveLength(2);
  });
});
