import type { SessionContext } from '../sessions/contract.ts';

/** A piece of a document that the caller may read, as the search found it. */
export interface Passage {
  chunk_id: string;
  document_id: string;
  title: string;
  heading: string | null;
  content: string;
  /** Where `content` is in the document's extracted text, UTF-16 code units. */
  start_offset: number;
  end_offset: number;
}

/**
 * Finds the passages an answer may rest on, best first. It runs as the caller, so whatever the
 * model is made to say, it has seen nothing that they may not read. Handed in by the function,
 * because the search belongs to another feature.
 */
export type Retrieve = (question: string, context: SessionContext) => Promise<Passage[]>;
