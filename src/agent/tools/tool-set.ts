import type { ToolSet } from 'ai';
import type { Source } from '../answers/citations.ts';
import type { Attempt } from '../requests/event-writer.ts';
import type { Academy } from './academy.ts';
import { attendance } from './attendance.ts';
import { progress } from './progress.ts';
import { schedule } from './schedule.ts';
import type { Tool } from './tool.ts';
import { languageOf } from './recognise.ts';

/** Rows that all calls of one answer may bring together: what more there is, nobody reads. */
const MAX_ROWS = 150;

/** What tools are run with. */
export interface Toolbox {
  academy: Academy;
  attempt: Attempt;
  now: Date;
  /** Is told of what went wrong; the model learns only that something did. */
  failed: (tool: string, error: unknown) => void;
}

/**
 * Makes the tools as the AI SDK takes them. What a call looks up is appended to `sources`, under the
 * number by which the model is to cite it; a call that fails is told to the model and ends nothing.
 */
export async function toolSet(
  { academy, attempt, now, failed }: Toolbox,
  question: string,
  sources: Source[],
): Promise<ToolSet> {
  const { tool } = await import('ai');
  const language = languageOf(question);
  let left = MAX_ROWS;
  const offered = <I>({ description, input, look, name }: Tool<I>) =>
    tool({
      description,
      inputSchema: input,
      execute: async (given: I) => {
        try {
          const facts = await attempt(() => look({ academy, language, now }, given));
          const told = facts.slice(0, left);
          left -= told.length;
          const rows = told.map((fact) => ({ n: sources.push(fact), text: fact.content }));
          return { rows, complete: told.length === facts.length };
        } catch (error) {
          failed(name, error);
          return { error: 'This could not be looked up.' };
        }
      },
    });
  return {
    schedule: offered(schedule),
    progress: offered(progress),
    attendance: offered(attendance),
  };
}
