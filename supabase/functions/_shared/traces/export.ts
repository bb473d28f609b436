import { setTimeout as sleep } from 'node:timers/promises';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { inBackground } from '../runtime/background.ts';
import { log } from '../runtime/log.ts';

/** Spans of one request, and of its neighbours, leave together. */
const SOON_MS = 500;

/**
 * Makes what asks for `work` a moment later, once for everybody who asks meanwhile. The platform is
 * told to keep the function alive for it, because it may end with its answer.
 */
export function soon(name: string, work: () => Promise<void>): () => void {
  let asked = false;
  let last = Promise.resolve();
  return () => {
    if (asked) return;
    asked = true;
    inBackground(name, async () => {
      await sleep(SOON_MS);
      // One at a time: where each takes long, what comes meanwhile waits in the bounded queue.
      await last;
      asked = false;
      await (last = work());
    });
  };
}

/** Says once that the collector does not take spans, and once that it does again. */
export function reportingOutages(exporter: SpanExporter): SpanExporter {
  let away = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const failed = result.error !== undefined;
        if (failed !== away) {
          away = failed;
          log('warn', failed ? 'spans_lost' : 'spans_taken_again', {
            error: result.error?.name,
          });
        }
        done({ code: 0 });
      }),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}
