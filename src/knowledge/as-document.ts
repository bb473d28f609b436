import type { Document } from '../contracts/knowledge.ts';
import type { documents } from '../db/schema/index.ts';
import { failureMessage } from './failure.ts';

/** A row as it is answered: with the sentence to its error code. */
export const asDocument = (row: typeof documents.$inferSelect): Document => ({
  ...row,
  error_message: failureMessage(row.error),
});
