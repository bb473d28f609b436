/** What Node asks of a process, a JSON document per line of its standard input. */
export type Order = Boot | Leave;

/** The function gets no more requests: the process ends when its background work has. */
export interface Leave {
  is: 'leave';
}

export interface Boot {
  is: 'boot';
  name: string;
  /** URL of the function's `index.ts`. */
  entry: string;
  /** Whether it serves one request only, whose costs are then all that it costs. */
  single: boolean;
}

/** What a process reports, one JSON document per line of its standard output. */
export type Report =
  | { is: 'ready'; port: number }
  /** It ends by a fault of its own: before it is ready, the function does not start. */
  | { is: 'gone'; reason: string }
  /** It ends at a limit of the platform. */
  | { is: 'over'; reason: string };
