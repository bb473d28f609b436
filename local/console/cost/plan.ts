import { z } from 'zod';

/** A node as EXPLAIN (FORMAT JSON) writes it, as far as it is read here. */
const RawNode = z.object({
  'Node Type': z.string(),
  'Subplan Name': z.string().optional(),
  'Parent Relationship': z.string().optional(),
  'Relation Name': z.string().optional(),
  'Function Name': z.string().optional(),
  'Index Name': z.string().optional(),
  'Total Cost': z.number(),
  'Plan Rows': z.number(),
  'Actual Rows': z.number().optional(),
  'Actual Loops': z.number().optional(),
  'Actual Total Time': z.number().optional(),
  'Shared Hit Blocks': z.number().default(0),
  'Shared Read Blocks': z.number().default(0),
  'Rows Removed by Filter': z.number().default(0),
  'Rows Removed by Join Filter': z.number().default(0),
  'Filter': z.string().optional(),
  'Join Filter': z.string().optional(),
  'One-Time Filter': z.string().optional(),
  'Index Cond': z.string().optional(),
  'Hash Cond': z.string().optional(),
  'Merge Cond': z.string().optional(),
  'Output': z.array(z.string()).default([]),
  get 'Plans'() {
    return z.array(RawNode).default([]);
  },
});
type RawNode = z.infer<typeof RawNode>;

const Answer = z.tuple([z.object({
  'Plan': RawNode,
  'Planning Time': z.number().default(0),
  'Execution Time': z.number().optional(),
})]);

const kinds = [
  'Index Cond',
  'Hash Cond',
  'Merge Cond',
  'Join Filter',
  'Filter',
  'One-Time Filter',
] as const;

export interface Condition {
  kind: (typeof kinds)[number];
  text: string;
  /** Rows that it did not let through, in all loops; as far as it was run. */
  removed: number;
}

export interface PlanNode {
  /** Such as `Index Scan on memberships by memberships_gym_id_index`. */
  title: string;
  /** Set where it computes a value for conditions elsewhere, such as `InitPlan 1`. */
  subplan?: { name: string; isInit: boolean };
  cost: number;
  plannedRows: number;
  /** What happened in all loops together; absent where the plan was not run. */
  ran?: { rows: number; loops: number; ms: number };
  /** Blocks that it and those below it read. */
  blocks: number;
  conditions: Condition[];
  /** What it computes, qualified. */
  output: string[];
  children: PlanNode[];
}

export interface Plan {
  root: PlanNode;
  planningMs: number;
  /** Absent where the plan was not run. */
  executionMs?: number;
}

/** Reads the answer of EXPLAIN (FORMAT JSON), with or without ANALYZE; throws where it is none. */
export function readPlan(answer: unknown): Plan {
  const json = typeof answer === 'string' ? JSON.parse(answer) as unknown : answer;
  const [plan] = Answer.parse(json);
  const executionMs = plan['Execution Time'];
  return {
    root: nodeOf(plan.Plan),
    planningMs: plan['Planning Time'],
    ...executionMs !== undefined && { executionMs },
  };
}

function nodeOf(raw: RawNode): PlanNode {
  const loops = raw['Actual Loops'];
  const name = raw['Subplan Name'];
  const about = raw['Relation Name'] ?? raw['Function Name'];
  const index = raw['Index Name'];
  return {
    title: `${raw['Node Type']}${about ? ` on ${about}` : ''}${index ? ` by ${index}` : ''}`,
    ...name !== undefined && {
      subplan: { name, isInit: raw['Parent Relationship'] === 'InitPlan' },
    },
    cost: raw['Total Cost'],
    plannedRows: raw['Plan Rows'],
    ...loops !== undefined && {
      ran: {
        rows: Math.round((raw['Actual Rows'] ?? 0) * loops),
        loops,
        ms: (raw['Actual Total Time'] ?? 0) * loops,
      },
    },
    blocks: raw['Shared Hit Blocks'] + raw['Shared Read Blocks'],
    conditions: kinds.flatMap((kind) => conditionOf(raw, kind)),
    output: raw.Output,
    children: raw.Plans.map(nodeOf),
  };
}

function conditionOf(raw: RawNode, kind: Condition['kind']): Condition[] {
  const text = raw[kind];
  if (text === undefined) return [];
  const removed = kind === 'Filter'
    ? raw['Rows Removed by Filter']
    : kind === 'Join Filter'
    ? raw['Rows Removed by Join Filter']
    : 0;
  return [{ kind, text, removed: Math.round(removed * (raw['Actual Loops'] ?? 1)) }];
}

/** Every node, the outer ones first. */
export function* nodesOf(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of node.children) yield* nodesOf(child);
}
