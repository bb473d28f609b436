import { answerRequest } from '../../../src/agent/answers/answer-request.ts';
import { extractive } from '../../../src/agent/answers/extractive-model.ts';
import type { AnswerModel } from '../../../src/agent/answers/model.ts';
import type { AgentRequest } from '../../../src/agent/requests/contract.ts';
import { isLast, type LoggedEvent } from '../../../src/agent/requests/event-log.ts';
import { Feed } from '../../../src/agent/requests/feed.ts';
import { followRequest } from '../../../src/agent/requests/follow-request.ts';
import type { CallerContext } from '../../../src/db/context.ts';
import type { EmbedQuestion } from '../../../src/knowledge/search/question-vector.ts';
import { findCause, PoolSaturatedError } from '../_shared/db.ts';
import { describeFault } from '../_shared/problems/fault.ts';
import { inBackground } from '../_shared/runtime/background.ts';
import { log } from '../_shared/runtime/log.ts';
import { isTransient, retryTransient } from '../_shared/runtime/retry.ts';
import { academyAs } from './academy-as.ts';
import { retrieveAs } from './retrieve.ts';

interface Ports {
  /** Undefined where none is configured: then an answer quotes. */
  model: AnswerModel | undefined;
  embedQuestion: EmbedQuestion;
}

/** Starts to answer a request and shows its events; it goes on when nobody watches. */
export type StartAnswer = (
  ctx: CallerContext,
  input: { request: AgentRequest },
) => AsyncIterable<LoggedEvent>;

export const answerer =
  ({ model = extractive, embedQuestion }: Ports): StartAnswer => ({ db, caller }, { request }) => {
    const feed = new Feed<LoggedEvent>();
    const ctx = {
      db,
      caller,
      retrieve: retrieveAs({ db, caller, embedQuestion }),
      model,
      academy: academyAs({ db, caller }),
      failed: (tool: string, error: unknown) =>
        log('error', 'tool_failed', { tool, ...describeFault(error) }),
      attempt,
      show: (event: LoggedEvent) => feed.push(event),
    };
    inBackground('answer', () => answerRequest(ctx, { request }).finally(() => feed.close()));
    return watch(feed, ctx, request);
  };

/** The feed; when it ended early (another isolate took the request), what is in the log from there. */
async function* watch(
  feed: Feed<LoggedEvent>,
  ctx: CallerContext,
  { id: request_id }: AgentRequest,
): AsyncGenerator<LoggedEvent> {
  let seq = 0;
  for await (const event of feed) {
    yield event;
    if (isLast(event)) return;
    seq = event.seq;
  }
  yield* await followRequest(ctx, { request_id, seq }) ?? [];
}

/** An answer is under way: wait for a connection rather than lose it. */
const attempt = <T>(statement: () => Promise<T>): Promise<T> =>
  retryTransient(statement, {
    attempts: 6,
    when: (error) => isTransient(error) || findCause(error, PoolSaturatedError) !== undefined,
  });
