import type { Citation } from '../../db/schema/agent/requests/agent-requests.ts';
import { type Toolbox, toolSet } from '../tools/tool-set.ts';
import { type AnswerPart, CitationReader, type Source } from './citations.ts';
import type { Model } from './model.ts';
import type { Passage } from './passage.ts';
import { buildPrompt, type Turn } from './prompt.ts';

const MAX_TOKENS = 1_500;
/** A model that goes on beyond its tokens is stopped here. */
const MAX_CHARACTERS = 32_000;

/** How often a model is asked within one answer: twice to look something up, and to say it. */
const MAX_STEPS = 4;

const UNPROVEN =
  '\n\nNothing of your documents or your academy that could be checked backs this answer.';
export const NOTHING_FOUND = 'None of the documents that you can read says anything about this.';

/** The model went on and on. */
export class AnswerTooLongError extends Error {
  override readonly name = 'AnswerTooLongError';
}

export interface Task {
  question: string;
  passages: readonly Passage[];
  history: readonly Turn[];
  /** What the model may look up; without it, it sees the passages alone. */
  tools: Toolbox | undefined;
}

/**
 * Has a model answer from the passages, and from what it looks up by its tools, and gives out the answer
 * in parts, with only such citations as were found in them. An answer without any says so. Holds no
 * connection: a tool's statements come and go while the model waits.
 *
 * @param signal stops the model
 * @throws AnswerTooLongError, what the model's provider throws, the signal's reason
 */
export async function writeAnswer(
  model: Model,
  { question, passages, history, tools }: Task,
  signal: AbortSignal,
  give: (parts: AnswerPart[]) => void,
): Promise<{ output: string; citations: Citation[] }> {
  const { stepCountIs, streamText } = await import('ai');
  const sources: Source[] = [...passages];
  const reader = new CitationReader(sources);
  let output = '';
  const pass = (parts: AnswerPart[]) => {
    for (const part of parts) if (part.event === 'delta') output += part.data.text;
    if (parts.length > 0) give(parts);
  };

  const { fullStream } = streamText({
    model,
    ...buildPrompt(question, passages, history, {
      fence: crypto.randomUUID().slice(0, 8),
      today: tools?.now,
    }),
    ...tools && {
      tools: await toolSet(tools, question, sources),
      stopWhen: stepCountIs(MAX_STEPS),
      // In the end it is to say something.
      prepareStep: ({ stepNumber }) => stepNumber === MAX_STEPS - 1 ? { activeTools: [] } : {},
    },
    maxOutputTokens: MAX_TOKENS,
    temperature: 0,
    abortSignal: signal,
    // It would print the error; the one who called decides what to log.
    onError: () => {},
    maxRetries: 1,
  });
  let received = 0;
  for await (const part of fullStream) {
    if (part.type === 'error') throw part.error;
    if (part.type !== 'text-delta') continue;
    received += part.text.length;
    if (received > MAX_CHARACTERS) throw new AnswerTooLongError('The answer does not end');
    pass(reader.read(part.text));
  }
  signal.throwIfAborted();
  pass(reader.end());
  if (reader.citations.length === 0) pass([{ event: 'delta', data: { text: UNPROVEN } }]);
  return { output, citations: reader.citations };
}
