import type { LanguageModel } from 'ai';
import type { Passage } from './passage.ts';

/** The AI SDK's interface of a model, in the version it is written for. */
export type Model = Extract<LanguageModel, { specificationVersion: 'v3' }>;

/** What writes the answers. Handed in by the function, because it may be anywhere in the world. */
export interface AnswerModel {
  /** As the answer will state it. */
  name: string;
  /** Whether it can be handed tools; what cannot has a few questions recognised for it. */
  usesTools: boolean;
  /** Makes the model that answers one question. */
  open(question: string, passages: readonly Passage[]): Promise<Model>;
}
