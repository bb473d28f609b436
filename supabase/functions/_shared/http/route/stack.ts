import type { Context } from 'hono';
import type { z } from 'zod';
import type { ProblemCode } from '../../problems/codes.ts';
import type { App } from '../app.ts';
import type { HonoEnv } from '../context.ts';
import type { HttpAnswer } from './reply.ts';
import type { RouteSpec } from './spec.ts';

/** A request that comes in by a route. */
export interface Entry {
  c: Context<HonoEnv>;
  app: App;
  spec: RouteSpec;
}

/** A named set of middleware: who may enter, what the handler is given, and what goes around it. */
export interface Stack<Ctx> {
  /** Who may enter, in a sentence, for the published document. */
  who: string;
  /** What it refuses with, whatever the route. */
  problems: readonly ProblemCode[];
  /** What it refuses a write with, besides. */
  writeProblems?: readonly ProblemCode[] | undefined;
  /** OpenAPI security requirements. */
  security: Record<string, string[]>[];
  /** Header fields that it reads, for the contract. */
  headers?: z.ZodObject;
  /** Whether it replays writes by `Idempotency-Key`. */
  replays?: true | undefined;
  /** Throws when the function lacks what the stack needs: at its start, not at a request. */
  assertUsable?: (app: App) => void;
  /** Runs before anything of the request is parsed; throws to refuse. */
  enter(entry: Entry): Promise<Ctx>;
  /** Runs the work, in a transaction or with its errors told otherwise. */
  around?: (entry: Entry, ctx: Ctx, work: (ctx: Ctx) => Promise<HttpAnswer>) => Promise<HttpAnswer>;
}

/** Whether it changes what has a version, so that `If-Match` can ask for one; what is made has none. */
export const takesVersion = ({ method, versioned }: RouteSpec) =>
  versioned === true && method !== 'get' && method !== 'post';

/** Whether this write runs once per `Idempotency-Key`. */
export const isReplayed = <Ctx>({ replays }: Stack<Ctx>, { method, idempotent }: RouteSpec) =>
  replays === true && method !== 'get' && idempotent !== false;
