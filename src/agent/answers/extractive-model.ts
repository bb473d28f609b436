import { MIN_QUOTE } from './locate-quote.ts';
import type { AnswerModel, Model } from './model.ts';
import type { Passage } from './passage.ts';
import { sentences, stems } from './sentences.ts';

type StreamPart = Awaited<ReturnType<Model['doStream']>>['stream'] extends ReadableStream<infer P>
  ? P
  : never;

const MAX_SENTENCES = 4;
const MAX_QUOTE = 600;

const EXTRACTIVE_MODEL = 'extractive';
const INTRODUCTION = 'No language model is configured, so this is quoted, not written. ' +
  'What your documents say:\n';

/** What answers where no language model is configured. */
export const extractive: AnswerModel = {
  name: EXTRACTIVE_MODEL,
  usesTools: false,
  open: (question, passages) => Promise.resolve(extractiveModel(question, passages)),
};

/**
 * Makes a model that writes nothing of its own: it answers with the sentences that share the rarest
 * words with the question. The same input gives the same answer, and it needs no network.
 */
export function extractiveModel(question: string, passages: readonly Passage[]): Model {
  const answer = () => {
    const lines = bestSentences(question, passages)
      .map(({ text, number }) => `\n- ${text} [${number}: "${text}"]`);
    return [INTRODUCTION, ...lines];
  };
  const finish = {
    finishReason: { unified: 'stop', raw: undefined },
    usage: {
      inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
      outputTokens: { total: 0, text: 0, reasoning: 0 },
    },
  } as const;

  return {
    specificationVersion: 'v3',
    provider: 'tatame',
    modelId: EXTRACTIVE_MODEL,
    supportedUrls: {},
    doGenerate: () =>
      Promise.resolve({
        content: [{ type: 'text', text: answer().join('') }],
        warnings: [],
        ...finish,
      }),
    doStream: () => {
      const parts: StreamPart[] = [
        { type: 'stream-start', warnings: [] },
        { type: 'text-start', id: '1' },
        ...answer().map((delta) => ({ type: 'text-delta', id: '1', delta }) as const),
        { type: 'text-end', id: '1' },
        { type: 'finish', ...finish },
      ];
      return Promise.resolve({ stream: streamOf(parts) });
    },
  };
}

/**
 * Picks the sentences to answer with, in the order of their passages. A word weighs by how few
 * sentences have it (inverse document frequency). What is not half as good as the best is left out.
 */
export function bestSentences(
  question: string,
  passages: readonly Passage[],
): { text: string; number: number }[] {
  const candidates = passages.flatMap(({ content }, i) =>
    sentences(content).filter((text) => text.length >= MIN_QUOTE)
      // A sentence is cut before what would be read as a marker or as the end of one.
      .map((text) => text.split(/\[[^\]\[\s]{1,40}:|["”]\s*\]/u)[0]!.slice(0, MAX_QUOTE).trim())
      .filter((text) => text.length >= MIN_QUOTE)
      .map((text) => ({ text, number: i + 1, words: new Set(stems(text)) }))
  );
  const frequency = (word: string) => candidates.filter(({ words }) => words.has(word)).length;
  const asked = [...new Set(stems(question))].map((word) => {
    const count = frequency(word);
    return { word, weight: count ? Math.log(1 + candidates.length / count) : 0 };
  });
  const scored = candidates.map((candidate, position) => ({
    ...candidate,
    position,
    score: asked.reduce(
      (sum, { word, weight }) => sum + (candidate.words.has(word) ? weight : 0),
      0,
    ) / (1 + candidate.number / 10),
  }));
  const enough = Math.max(...scored.map(({ score }) => score)) / 2;
  return scored.filter(({ score }) => score > 0 && score >= enough)
    .filter(({ text }, i, all) => all.findIndex((other) => other.text === text) === i)
    .sort((a, b) => b.score - a.score || a.position - b.position)
    .slice(0, MAX_SENTENCES)
    .sort((a, b) => a.position - b.position)
    .map(({ text, number }) => ({ text, number }));
}

const streamOf = <T>(parts: T[]): ReadableStream<T> =>
  new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
