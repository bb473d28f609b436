import { answerRequest } from '../../../src/agent/answers/answer-request.ts';
import type { LoggedEvent } from '../../../src/agent/requests/event-log.ts';
import { EXTRACTIVE_MODEL } from '../../../src/agent/answers/extractive-model.ts';
import { Feed } from '../../../src/agent/requests/feed.ts';
import { followRequest } from '../../../src/agent/requests/follow-request.ts';
import { modelChooser, type ModelConfig } from '../../../src/agent/answers/model.ts';
import type { Caller } from '../../../src/caller.ts';
import type { AgentRequest } from '../../../src/agent/contract.ts';
import type { CallerDatabase } from '../../../src/db/client.ts';
import { inBackground } from '../_shared/runtime/background.ts';
import { findCause, PoolSaturatedError } from '../_shared/db.ts';
import { questionEmbedder } from '../_shared/adapters/embeddings.ts';
import type { AgentEnv, EmbeddingsEnv } from '../_shared/runtime/env.ts';
import { isTransient, retryTransient } from '../_shared/runtime/retry.ts';
import { retrieveAs } from './retrieve.ts';

interface Asked {
  /** As the caller. */
  db: CallerDatabase;
  caller: Caller;
  request: AgentRequest;
}

/** Starts to answer a request and shows its events; it goes on when nobody watches. */
export type Answer = (asked: Asked) => AsyncIterable<LoggedEvent>;

/** @throws Error when the endpoint of a model is configured by half */
export function answerer(env: AgentEnv & EmbeddingsEnv): Answer {
  const config = modelConfig(env);
  const chooseModel = modelChooser(config);
  const embedQuestion = questionEmbedder(env);
  return ({ db, caller, request }) => {
    const feed = new Feed<LoggedEvent>();
    inBackground('answer', () =>
      answerRequest(
        {
          db,
          caller,
          retrieve: retrieveAs(db, embedQuestion),
          chooseModel,
          model: config?.model ?? EXTRACTIVE_MODEL,
          attempt,
        },
        request,
        (event) => feed.push(event),
      ).finally(() => feed.close()));
    return watch(feed, { db, caller, request });
  };
}

/** The feed; when it ended early (another isolate took the request), what is in the log from there. */
async function* watch(
  feed: Feed<LoggedEvent>,
  { db, caller, request }: Asked,
): AsyncGenerator<LoggedEvent> {
  let seq = 0;
  for await (const event of feed) {
    yield event;
    seq = event.seq;
  }
  yield* await followRequest(db, caller, request.id, seq) ?? [];
}

/** An answer is under way: wait for a connection rather than lose it. */
const attempt = <T>(statement: () => Promise<T>): Promise<T> =>
  retryTransient(statement, {
    attempts: 6,
    when: (error) => isTransient(error) || findCause(error, PoolSaturatedError) !== undefined,
  });

function modelConfig(env: AgentEnv): ModelConfig | undefined {
  const { AGENT_MODEL_BASE_URL: baseURL, AGENT_MODEL: model, AGENT_MODEL_API_KEY: apiKey } = env;
  if (!baseURL !== !model) {
    throw new Error('Environment: AGENT_MODEL_BASE_URL and AGENT_MODEL go together');
  }
  return baseURL && model ? { baseURL, model, apiKey } : undefined;
}
