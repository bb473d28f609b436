import { isRead } from '../context.ts';
import type { RouteSpec } from './spec.ts';
import { isReplayed, type Stack, takesVersion } from './stack.ts';

/** Puts into words what a client must know of an operation, most of it out of its contract. */
export function describe<Ctx>(stack: Stack<Ctx>, spec: RouteSpec): string {
  const { description, query, noStore, limit } = spec;
  const reads = isRead(spec.method);
  return [
    description,
    stack.who,
    query && 'cursor' in query.shape && 'A page of a list: see *Pagination*.',
    reads && !noStore && spec.response && 'Answers 304 to `If-None-Match` while nothing changed.',
    takesVersion(spec) && 'With `If-Match` it changes only the version that was read.',
    isReplayed(stack, spec) && 'Safe to repeat with an `Idempotency-Key`.',
    limit && limit.burst > 0 && `At most ${limit.burst} a minute.`,
  ].filter(Boolean).join('\n\n');
}
