/** A request that is over, to whichever service it went. */
export interface RequestEntry {
  method: string;
  /** Without its query, which may hold what nobody should read over a shoulder. */
  path: string;
  /** Undefined: the client hung up before it was answered. */
  status: number | undefined;
  durationMs: number;
  requestId: string | undefined;
  /** The `sub` of the token it came with, as the token says; nobody has verified it here. */
  subject?: string;
}

/** What a stack says while it runs. */
export interface StackLog {
  request(entry: RequestEntry): void;
  /** A line that a function printed: JSON when it comes from `_shared/runtime/log.ts`. */
  printed(line: string): void;
  note(text: string): void;
  fault(text: string): void;
}

export const silentLog: StackLog = {
  request() {},
  printed() {},
  note() {},
  fault() {},
};
