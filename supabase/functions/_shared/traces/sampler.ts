import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import type { TracesEnv } from '../runtime/env.ts';

/**
 * Makes the sampler of `OTEL_TRACES_SAMPLER`, by OpenTelemetry's names; one that is `parentbased_…`
 * asks only where a request brings no trace, and does as its sender did where it brings one.
 */
export function samplerOf(env: TracesEnv): Sampler {
  const { OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: ratio } = env;
  const root = name.endsWith('always_off')
    ? new AlwaysOffSampler()
    : name.endsWith('traceidratio')
    ? new TraceIdRatioBasedSampler(ratio)
    : new AlwaysOnSampler();
  return name.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
}
