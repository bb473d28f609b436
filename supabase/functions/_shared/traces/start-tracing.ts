import { describeFault } from '../problems/fault.ts';
import type { TracesEnv } from '../runtime/env.ts';
import { log } from '../runtime/log.ts';
import { recordWith } from './span.ts';

/**
 * Starts to record spans where an endpoint is configured, and loads what that takes; elsewhere it
 * does nothing at all. A fault of it is logged and leaves the function without spans.
 *
 * @returns undefined where nothing is recorded
 */
export function startTracing(functionName: string, env: TracesEnv): Promise<void> | undefined {
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT) return undefined;
  return import('./otlp.ts')
    .then(({ createRecorder }) => recordWith(createRecorder(functionName, env)))
    .catch((error) => log('error', 'tracing_failed', describeFault(error)));
}
