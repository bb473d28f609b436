import type { documents } from '../../db/schema/knowledge/documents.ts';
import { failureMessage } from '../processing/failure.ts';
import type { Document } from './contract.ts';

/** Presents a row as it is answered: with the sentence to its error code. */
export const asDocument = (row: typeof documents.$inferSelect): Document => ({
  ...row,
  error_message: failureMessage(row.error),
});
