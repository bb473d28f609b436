import type { Table } from '../catalog/table.ts';
import type {
  NearMiss,
  Opened,
  PoliciesStep,
  PolicyExplained,
  Question,
  Step,
} from '../explanation.ts';
import { spoken } from '../expression/quote.ts';
import { failingIn, wordsOf } from './failure.ts';

/** What was almost so where policies stopped the statement: what is behind helpers first. */
export function nearMissesOf(table: Table, question: Question, steps: Step[]): NearMiss[] {
  const stop = steps.findLast(({ outcome }) => outcome === 'stop');
  if (stop?.kind !== 'policies') return [];
  const misses = closingIn(stop).flatMap((policy) => [
    ...failingIn(policy.condition).flatMap(({ operands }) =>
      operands.flatMap(({ opened }) => behind(opened, [policy.name]))
    ),
    ...onTheRow(table, question, stop, policy),
  ]);
  const said = new Set<string>();
  return misses.filter(({ says }) => !said.has(says) && said.add(says));
}

const closingIn = ({ permissive, restrictive }: PoliciesStep): PolicyExplained[] =>
  [...permissive, ...restrictive].filter(({ condition }) => condition.value !== true);

/** What the queries of an opened function missed, and of those that it calls. */
function behind(opened: Opened | undefined, path: string[]): NearMiss[] {
  if (!opened) return [];
  const here = opened.function ? [...path, opened.function] : path;
  return [
    ...opened.queries.flatMap(({ nearMisses }) =>
      nearMisses.map((miss) => ({ ...miss, path: [...here, ...miss.path] }))
    ),
    ...opened.calls.flatMap((call) => behind(call, here)),
    ...opened.variables.flatMap((variable) => behind(variable.opened, here)),
  ];
}

/** The row itself misses a policy by one condition of several. */
function onTheRow(
  table: Table,
  { key }: Question,
  { row, values }: PoliciesStep,
  { name, condition }: PolicyExplained,
): NearMiss[] {
  if (condition.kind !== 'and') return [];
  const failing = condition.parts.filter(({ value }) => value !== true);
  const [part] = failing;
  if (failing.length !== 1 || !part || failingIn(part).length === 0) return [];
  const words = failingIn(part).map(wordsOf).join(' and ');
  return [{
    says: `The ${row === 'new' ? 'new row' : 'row'} fits ${name} in all else, but ${words}.`,
    ...{ table: spoken(table), row: key ?? values ?? {}, condition: part.text, path: [name] },
  }];
}
