/** What Node asks of the Deno process, one JSON document per line of its standard input. */
export type Command =
  | { do: 'boot'; worker: number; name: string; entry: string }
  | { do: 'retire'; worker: number };

/** What the Deno process reports, one JSON document per line of its standard output. */
export type Report =
  | { is: 'ready'; worker: number; port: number }
  | { is: 'gone'; worker: number; reason: string };
