import { setTimeout as sleep } from 'node:timers/promises';
import type { CallerContext } from '../../db/context.ts';
import type { Citation } from '../../db/schema/agent/requests/agent-requests.ts';
import type { AgentRequest } from '../requests/contract.ts';
import type { RequestFailure } from '../requests/event-contract.ts';
import { beginRequest, endRequest, type LoggedEvent, readEvents } from '../requests/event-log.ts';
import { type Attempt, EventWriter } from '../requests/event-writer.ts';
import { answerFromRows } from '../tools/answer-from-rows.ts';
import { recognise } from '../tools/recognise.ts';
import type { Toolbox } from '../tools/tool-set.ts';
import type { AnswerPart } from './citations.ts';
import type { AnswerModel } from './model.ts';
import type { Retrieve } from './passage.ts';
import { readConversation } from './read-conversation.ts';
import { AnswerTooLongError, NOTHING_FOUND, writeAnswer } from './write-answer.ts';

/** How often what the model wrote is logged: less often when the database takes long for it. */
const BATCH_MS = 250;
const SLOW_BATCH_MS = 1_000;
/** Within the time limit of an edge function. */
const MODEL_TIMEOUT_MS = 110_000;

/** What an answer is made with. Its `db` is the caller's: what it rests on is read as them. */
export interface AnswerContext extends CallerContext {
  retrieve: Retrieve;
  model: AnswerModel;
  /** What may be looked up of the academy, as the caller. */
  academy: Toolbox['academy'];
  /** Is told when looking something up failed; the answer goes on without. */
  failed: Toolbox['failed'];
  attempt: Attempt;
  /** Is given every event once it is logged, the last one included. */
  show: (event: LoggedEvent) => void;
}

/**
 * Answers a queued request: reads the passages, lets go of the database, has the model answer, which
 * may look up rows of the academy, and logs its parts in batches, then ends the request. A cancelled request stops the model within a
 * moment. Somebody else's or an ended request is left alone.
 *
 * @throws what went wrong, after the request was marked as failed
 */
export async function answerRequest(
  ctx: AnswerContext,
  { request }: { request: AgentRequest },
): Promise<void> {
  const { db, model, attempt, show } = ctx;
  const { id, session_id } = request;
  if (!await attempt(() => beginRequest(db, id, model.name))) return;
  show({ seq: 1, event: 'meta', data: { request_id: id, session_id, model: model.name } });

  const writer = new EventWriter(db, id, attempt, show);
  const stop = new AbortController();
  const done = new AbortController();
  const keepLogging = async () => {
    for (let pause = BATCH_MS; !done.signal.aborted;) {
      await sleep(pause, undefined, { signal: done.signal }).catch(() => {});
      const start = performance.now();
      if (!await writer.flush()) throw new RequestEnded();
      const slow = 5 * (performance.now() - start);
      pause = Math.min(SLOW_BATCH_MS, Math.max(BATCH_MS, slow));
    }
  };
  const logging = keepLogging().catch((error) => stop.abort(error));
  let first = true;
  const give = (parts: AnswerPart[]) => {
    writer.add(parts);
    // The first words at once; a fault in it comes up again at the next flush.
    if (first) writer.flush().catch(() => {});
    first = false;
  };

  let stage: RequestFailure = 'search_failed';
  let fault: unknown;
  try {
    const answer = await writeFrom(ctx, request, stop.signal, give, () => stage = 'model_failed');
    if (await writer.flush()) {
      await attempt(() => endRequest(db, id, { status: 'completed', ...answer }));
    }
  } catch (error) {
    if (!(error instanceof RequestEnded)) {
      fault = error;
      const failed = { status: 'failed', error: failureOf(error, stage) } as const;
      await attempt(() => endRequest(db, id, failed));
    }
  } finally {
    done.abort();
    await logging;
  }
  for (const event of await attempt(() => readEvents(db, id, writer.seq))) show(event);
  if (fault) throw fault;
}

/** Looks up what the answer is to rest on, and has it written. `found` is called in between. */
async function writeFrom(
  ctx: AnswerContext,
  { session_id, input }: AgentRequest,
  stop: AbortSignal,
  give: (parts: AnswerPart[]) => void,
  found: () => void,
): Promise<{ output: string; citations: Citation[] }> {
  const { retrieve, model, academy, attempt, failed } = ctx;
  const now = new Date();
  const asked = model.usesTools ? undefined : recognise(input);
  if (asked) return await attempt(() => answerFromRows({ academy, now }, asked, give));
  const { context, history } = await attempt(() => readConversation(ctx, { session_id }));
  const passages = await attempt(() => retrieve(input, context));
  found();
  if (passages.length === 0 && !model.usesTools) return nothingFound(give);
  const signal = AbortSignal.any([stop, AbortSignal.timeout(MODEL_TIMEOUT_MS)]);
  const tools = model.usesTools ? { academy, attempt, now, failed } : undefined;
  const task = { question: input, passages, history, tools };
  return await writeAnswer(await model.open(input, passages), task, signal, give);
}

/** The request was cancelled or expired while it was answered. */
class RequestEnded extends Error {
  override readonly name = 'RequestEnded';
}

function nothingFound(give: (parts: AnswerPart[]) => void) {
  give([{ event: 'delta', data: { text: NOTHING_FOUND } }]);
  return { output: NOTHING_FOUND, citations: [] };
}

/** What the owner of the request is told. */
function failureOf(error: unknown, stage: RequestFailure): RequestFailure {
  if (error instanceof AnswerTooLongError) return 'answer_too_long';
  return error instanceof Error && error.name === 'TimeoutError' ? 'model_timeout' : stage;
}
