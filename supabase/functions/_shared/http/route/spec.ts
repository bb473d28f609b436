import type { z } from 'zod';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { PageQuery } from '../../../../../src/contract/page.ts';
import type { PageRequest, Slice } from '../../../../../src/db/keyset.ts';
import type { RefusalCode } from '../../../../../src/refusals.ts';
import type { RateLimit } from '../../limits/rate-limit.ts';
import type { EventStream } from '../event-stream.ts';
import type { Reply } from './reply.ts';

/** A route's contract. What is not declared here does not reach the handler, or the caller. */
export interface RouteSpec {
  /** The operation's name, as in the published document, the logs and its cursors. */
  id: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below the function's name, parameters in braces: `/gyms/{gym_id}`. */
  path: string;
  summary: string;
  description?: string;
  params?: z.ZodObject;
  /** With the fields of `PageQuery` the route is a list: see `InputOf` and `ResultOf`. */
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Header fields the handler reads, in lower case. */
  headers?: z.ZodObject;
  /** Every answer is parsed with it; undeclared keys are dropped. Absent: no body, 204. */
  response?: z.ZodType;
  /** The media type of an answer that is no JSON: text, and the response is a string, or bytes. */
  media?: `text/${string}` | 'application/pdf';
  /** The status of success unless the handler replies with another; 200 by default, 204 without a body. */
  status?: ContentfulStatusCode;
  /** What else the handler replies with, the body being the same: status → when. */
  also?: Partial<Record<ContentfulStatusCode, string>>;
  /** What the verb refuses with. What the stack and the shell refuse is published by itself. */
  problems?: readonly RefusalCode[];
  /** The answer's `updated_at` is its version and the ETag; of a change, `If-Match` `input.version`. */
  versioned?: true;
  /** Never stored or revalidated by a client, so it carries no ETag. */
  noStore?: true;
  /**
   * False for a write that calls the outside world: a keyed write runs in a transaction, and none
   * may be held while waiting for something else.
   */
  idempotent?: false;
  /** A limit of the route's own, across isolates, instead of the one for its kind. */
  limit?: RateLimit;
  /** For a route that answers with a stream, see `streamStack`: what it tells, event by event. */
  events?: { description: string; schema: z.ZodType };
  /**
   * What the body is, for a route whose stack takes it as it comes: a file (`uploadStack`), or what is
   * verified byte by byte (`shopifyStack`).
   */
  file?: { description: string; maxBytes: number; media?: string };
}

type OutputOf<T> = T extends z.ZodType ? z.output<T> : unknown;
type Paged<Q> = Q extends z.ZodType ? z.output<Q> extends Pick<PageQuery, 'limit'> ? true : false
  : false;
type Filters<Q> = Paged<Q> extends true ? Omit<OutputOf<Q>, 'limit' | 'cursor'> : OutputOf<Q>;
type Field<S, Name extends string> = S extends Record<Name, infer T> ? T : undefined;

/**
 * What a handler is given: path parameters and filters by name, the `page` of a list, the `body`,
 * and the `version` that a write expects.
 */
export type InputOf<S extends RouteSpec> =
  & OutputOf<Field<S, 'params'>>
  & Filters<Field<S, 'query'>>
  & (Paged<Field<S, 'query'>> extends true ? { page: PageRequest } : unknown)
  & (Field<S, 'body'> extends z.ZodType ? { body: OutputOf<Field<S, 'body'>> } : unknown)
  & { version: Date | undefined };

type Item<R> = R extends z.ZodObject<{ items: z.ZodArray<infer I> }> ? z.input<I> : never;
type Versioned<S> = S extends { versioned: true } ? { updated_at: Date } : unknown;
type DataOf<S extends RouteSpec> = Field<S, 'response'> extends infer R extends z.ZodType
  ? Paged<Field<S, 'query'>> extends true ? Slice<Item<R>> : z.input<R> & Versioned<S>
  : void | undefined;

/** What a handler answers: the data of the contract (of a list: a slice), a reply, or a stream. */
export type ResultOf<S extends RouteSpec> = DataOf<S> | Reply<DataOf<S>> | EventStream;

/** What every handler's context holds beside what its stack made. */
export interface RequestFacts<S extends RouteSpec> {
  requestId: string;
  /** The declared header fields that were sent. */
  headers: Partial<OutputOf<Field<S, 'headers'>>>;
}

/** A verb, or what calls one: everything in HTTP ends here. */
export type Handler<Context, S extends RouteSpec> = (
  ctx: Context & RequestFacts<S>,
  input: InputOf<S>,
) => Promise<ResultOf<S>>;
