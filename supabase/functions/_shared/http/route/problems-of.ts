import { codes, type ProblemCode } from '../../problems/codes.ts';
import { isRead } from '../context.ts';
import type { RouteSpec } from './spec.ts';
import { isReplayed, type Stack, takesVersion } from './stack.ts';

/**
 * Lists every code that an operation can answer, by status: what its verb refuses, what its stack
 * does, and what follows from the rest of its contract.
 */
export function problemsOf<Ctx>(stack: Stack<Ctx>, spec: RouteSpec): Map<number, ProblemCode[]> {
  const { method, params, query, headers, body, file, problems = [] } = spec;
  const writes = !isRead(method);
  const replayed = isReplayed(stack, spec);
  const asks = params ?? query ?? headers ?? stack.headers ?? body;
  const found: ProblemCode[] = [
    ...when(asks !== undefined || replayed, 'invalid_input'),
    ...when(query !== undefined && 'cursor' in query.shape, 'cursor_invalid'),
    ...when(body !== undefined, 'malformed_json', 'unsupported_media_type'),
    ...when(writes || file !== undefined, 'body_too_large'),
    ...when(replayed, 'idempotency_key_reused'),
    ...when(takesVersion(spec), 'precondition_failed'),
    ...stack.problems,
    ...(writes ? stack.writeProblems ?? [] : []),
    ...problems,
    'internal',
  ];
  return byStatus(new Set(found));
}

const when = (condition: boolean, ...found: ProblemCode[]): ProblemCode[] => condition ? found : [];

function byStatus(found: Set<ProblemCode>): Map<number, ProblemCode[]> {
  const groups = new Map<number, ProblemCode[]>();
  for (const code of found) {
    const { status } = codes[code];
    groups.set(status, [...groups.get(status) ?? [], code]);
  }
  return groups;
}
