import { z } from 'zod';
import type { Academy, OwnPerson } from './academy.ts';
import type { Fact } from './fact.ts';
import type { Language } from './words.ts';

/** What looking something up is done with. */
export interface Look {
  academy: Academy;
  language: Language;
  now: Date;
}

/** A question about one's own training that rows answer: read-only, whoever asks it. */
export interface Tool<I = unknown> {
  name: ToolName;
  /** For a model. */
  description: string;
  input: z.ZodType<I>;
  look(ctx: Look, input: I): Promise<Fact[]>;
}

export type ToolName = 'schedule' | 'progress' | 'attendance';

/** So many lines an answer rests on, at most. */
export const MAX_FACTS = 60;
/** As many as a family has; more are not looked through. */
const MAX_PEOPLE = 8;

export const whom = z.string().max(100).optional().describe(
  '"me", "children", or the first name of a child of the asker; everybody unless told',
);

/** Those of the caller and their children whom a word means; nobody when it means somebody else. */
export async function peopleCalled(
  { academy }: Look,
  word: string | undefined,
): Promise<OwnPerson[]> {
  const people = (await academy.people()).slice(0, MAX_PEOPLE);
  const wanted = word?.trim().toLowerCase();
  if (wanted === undefined || wanted === '') return people;
  if (wanted === 'me') return people.filter(({ first_name }) => first_name === null);
  if (wanted === 'children') return people.filter(({ first_name }) => first_name !== null);
  return people.filter(({ first_name }) => first_name?.toLowerCase() === wanted);
}
