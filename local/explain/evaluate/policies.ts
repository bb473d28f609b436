import type { Policy, Table } from '../catalog/table.ts';
import type { Command, Condition, Outcome, PoliciesStep, PolicyExplained } from '../explanation.ts';
import type { Run } from '../ports.ts';
import { evaluateConditions, junction } from './conditions.ts';
import { rowSource, shown, type WholeRow } from './rows.ts';

/** Which clause of which command's policies is asked about which row. */
export interface Asked {
  command: Command;
  clause: PoliciesStep['clause'];
  /** The new row of a write that also reads: it must pass what SELECT's policies say of rows there are. */
  usingAsCheck?: boolean;
  row: 'old' | 'new';
}

/** Evaluates the policies that apply to a row: permissive ones by OR, restrictive ones by AND. */
export async function askPolicies(
  run: Run,
  table: Table,
  { command, clause, usingAsCheck = false, row }: Asked,
  whole: WholeRow,
): Promise<Omit<PoliciesStep, 'outcome' | 'says'>> {
  const isOf = (policy: Policy) => policy.for === command || policy.for === 'all';
  const asked = table.policies.filter((policy) => policy.isForRole && isOf(policy));
  const clauses = asked.map(({ using, check }) => {
    const own = clause === 'USING' || usingAsCheck ? using : check;
    return { text: own ?? using ?? 'true', borrowed: own === null && using !== null };
  });
  const conditions = asked.length === 0
    ? []
    : await evaluateConditions(run, clauses.map(({ text }) => text), rowSource(table, whole.value));
  const explained = asked.map(({ name, permissive, for: of, to }, index) => ({
    permissive,
    policy: {
      ...{ name, for: of, to, borrowed: (clauses[index] as { borrowed: boolean }).borrowed },
      condition: conditions[index] as Condition,
    } satisfies PolicyExplained,
  }));
  const having = (wanted: boolean) =>
    explained.filter(({ permissive }) => permissive === wanted).map(({ policy }) => policy);
  const [permissive, restrictive] = [having(true), having(false)];
  return {
    ...{ kind: 'policies', clause, command, row, permissive, restrictive },
    ...row === 'new' && { values: shown(whole) },
    notAsked: table.policies.filter((policy) => !asked.includes(policy)).map((policy) => ({
      name: policy.name,
      why: isOf(policy)
        ? `it is for ${policy.to.join(', ')}`
        : `it is for ${policy.for.toUpperCase()}`,
    })),
    value: verdictOf(clause, permissive, restrictive),
  };
}

/**
 * What they come to. Rows there are pass the restrictive ones first, by name; a new row the permissive
 * ones. Which comes first matters only where one raises (get_row_security_policies, rowsecurity.c).
 */
function verdictOf(
  clause: PoliciesStep['clause'],
  permissive: PolicyExplained[],
  restrictive: PolicyExplained[],
): Outcome {
  const values = (some: PolicyExplained[]) => some.map(({ condition }) => condition.value);
  const open = inOrder(values(permissive), true);
  const order = clause === 'USING'
    ? [...values(restrictive), open]
    : [open, ...values(restrictive)];
  return inOrder(order, false);
}

/** The first value that decides or raises; else what a junction of them is. */
function inOrder(values: Outcome[], decides: boolean): Outcome {
  const first = values.find((value) => decides ? value === true || isError(value) : value !== true);
  return first ?? junction(decides ? 'or' : 'and', values);
}

const isError = (value: Outcome) => typeof value === 'object' && value !== null;
