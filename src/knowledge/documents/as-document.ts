import type { Document } from './contract.ts';
import type { documents } from '../../db/schema/index.ts';
import { failureMessage } from '../processing/failure.ts';

/** A row as it is answered: with the sentence to its error code. */
export const asDocument = (row: typeof documents.$inferSelect): Document => ({
  ...row,
  error_message: failureMessage(row.error),
});
