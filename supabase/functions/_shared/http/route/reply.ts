/** What goes out: already parsed with the contract, and the same when it is replayed. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  /** JSON, a stream of bytes, or undefined for none. */
  body: unknown;
}

interface ReplyInit {
  status?: number;
  headers?: Record<string, string>;
}

/** A handler's result when plain data does not say it all. */
export class Reply<T> {
  constructor(readonly data: T, readonly init: ReplyInit) {}
}

export const reply = <T>(data: T, init: ReplyInit): Reply<T> => new Reply(data, init);
