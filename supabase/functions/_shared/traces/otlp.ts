import {
  createTraceState,
  ROOT_CONTEXT,
  type Span as RecordedSpan,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { TracesEnv } from '../runtime/env.ts';
import { reportingOutages, soon } from './export.ts';
import { samplerOf } from './sampler.ts';
import type { Recorder, Span, SpanStart } from './span.ts';
import type { TraceContext } from './trace-context.ts';

const KINDS: Record<SpanStart['kind'], SpanKind> = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
};

/** Statements are long; more of one than this says no more. */
const MAX_TEXT = 4_096;

/**
 * Records spans and sends them to the OTLP endpoint of the environment, as JSON over HTTP; the
 * exporter reads its URL, headers and time limit there itself.
 *
 * @param functionName for `faas.name`: each function is a process of its own
 */
export function createRecorder(functionName: string, env: TracesEnv): Recorder {
  const processor = new BatchSpanProcessor({ exporter: reportingOutages(new OTLPTraceExporter()) });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': env.OTEL_SERVICE_NAME,
      'faas.name': functionName,
    }),
    sampler: samplerOf(env),
    spanLimits: { attributeValueLengthLimit: MAX_TEXT },
    spanProcessors: [processor],
  });
  const tracer = provider.getTracer('tatame');
  const exportSoon = soon('export_spans', () => processor.forceFlush());
  return {
    start({ name, kind, attributes, link }, parent) {
      const options = {
        kind: KINDS[kind],
        attributes,
        ...link && { links: [{ context: toSpanContext(link) }] },
      };
      const above = parent
        ? trace.setSpanContext(ROOT_CONTEXT, toSpanContext(parent))
        : ROOT_CONTEXT;
      return recording(tracer.startSpan(name, options, above), exportSoon);
    },
  };
}

function recording(span: RecordedSpan, exportSoon: () => void): Span {
  const context = fromSpanContext(span.spanContext());
  return {
    context,
    rename: (name) => void span.updateName(name),
    set: (attributes) => void span.setAttributes(attributes),
    fail: (type) =>
      void span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', type),
    end() {
      span.end();
      if (context.sampled) exportSoon();
    },
  };
}

const toSpanContext = ({ traceId, spanId, sampled, state }: TraceContext): SpanContext => ({
  traceId,
  spanId,
  traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
  isRemote: true,
  ...state && { traceState: createTraceState(state) },
});

const fromSpanContext = (context: SpanContext): TraceContext => ({
  traceId: context.traceId,
  spanId: context.spanId,
  sampled: (context.traceFlags & TraceFlags.SAMPLED) !== 0,
  state: context.traceState?.serialize(),
});
