import type { BulkFile } from './file.ts';

export type BulkStatus =
  | 'CANCELED'
  | 'CANCELING'
  | 'COMPLETED'
  | 'CREATED'
  | 'EXPIRED'
  | 'FAILED'
  | 'RUNNING';

/** How the shop's bulk operations go. */
export interface BulkSettings {
  /** How often one is asked for before it is over: the first time it runs at the latest. */
  polls: number;
  outcome: 'CANCELED' | 'COMPLETED' | 'FAILED';
  /** Of one that failed. */
  errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | null;
  /** How much of a hundred a failed one leaves at its `partialDataUrl`. */
  partial: number;
  /** Whether lines that are not grouped come in another order, children after their parents still. */
  scrambled: boolean;
  /** How long its URL lives, in milliseconds. */
  life: number;
  /** What a run gives instead of what it finds: a file on disk, of more lines than memory holds. */
  file: string | null;
  /** Another URL that a finished run names, as an answer that was tampered with would. */
  elsewhere: string | null;
}

export interface BulkRun {
  id: string;
  query: string;
  status: BulkStatus;
  errorCode: BulkSettings['errorCode'];
  createdAt: string;
  completedAt: string | null;
  polls: number;
  /** What is found by the query, at the time when it was started. */
  lines: string[];
  roots: number;
  /** What its URL gives, and until when; undefined before that. */
  file?: BulkFile & { key: string; until: number };
}
