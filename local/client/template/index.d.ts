import type { Client, ClientOptions } from 'openapi-fetch';
import type { components, operations, paths } from './schema.d.ts';

export type { components, operations, paths };

/** A schema of the document by its name: `Schema<'Gym'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

type StreamOf<Operation> = Operation extends {
  responses: { 200: { content: { 'text/event-stream': infer Event } } };
} ? Event
  : never;

/** What an operation streams, event by event: `EventOf<'ask'>`. */
export type EventOf<Name extends keyof operations> = StreamOf<operations[Name]>;

export interface TatameOptions extends Omit<ClientOptions, 'baseUrl'> {
  /** Where the functions are: `https://<project>.supabase.co/functions/v1`. */
  baseUrl: string;
  /** The publishable key of the project. */
  apikey?: string;
  /** The access token of the session, or what gives the present one. */
  token?: string | (() => string | undefined | Promise<string | undefined>);
}

/** Makes a client; every request carries the key and, while somebody is signed in, their token. */
export function createTatame(options: TatameOptions): Client<paths>;

/** Reads server-sent events, as they arrive; leaving the loop hangs up. */
export function eventsOf<Name extends keyof operations>(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<EventOf<Name>>;
