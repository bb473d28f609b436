import { type AnswerPart, rowCitation } from '../answers/citations.ts';
import type { Citation } from '../../db/schema/agent/requests/agent-requests.ts';
import { attendance } from './attendance.ts';
import type { Fact } from './fact.ts';
import { progress } from './progress.ts';
import type { Recognised } from './recognise.ts';
import { schedule } from './schedule.ts';
import type { Look } from './tool.ts';
import { wordsOf } from './words.ts';

/**
 * Answers a question that was recognised from rows alone: a line for each, each with its citation. What
 * it says was looked up as the caller a moment ago; nothing is written by a model.
 */
export async function answerFromRows(
  look: Omit<Look, 'language'>,
  asked: Recognised,
  give: (parts: AnswerPart[]) => void,
): Promise<{ output: string; citations: Citation[] }> {
  const words = wordsOf(asked.language);
  const facts = await factsOf({ ...look, language: asked.language }, asked);
  const parts: AnswerPart[] = [];
  const say = (text: string) => parts.push({ event: 'delta', data: { text } });
  if (facts.length === 0) say(words.nothing[asked.tool]);
  else say(words.headings[asked.tool]);
  const citations = facts.map(rowCitation);
  citations.forEach((citation, i) => {
    say(`\n- ${citation.quote} [${i + 1}]`);
    parts.push({ event: 'citation', data: { number: i + 1, ...citation } });
  });
  give(parts);
  const output = parts.map((part) => part.event === 'delta' ? part.data.text : '').join('');
  return { output, citations };
}

function factsOf(look: Look, { tool, when, person, belt }: Recognised): Promise<Fact[]> {
  switch (tool) {
    case 'progress':
      return progress.look(look, { person, belt });
    case 'schedule':
      return schedule.look(look, { when, person });
    case 'attendance':
      return attendance.look(look, { when, person });
  }
}
