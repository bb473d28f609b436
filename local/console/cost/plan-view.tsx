import { rowsOf } from './how-often.ts';
import type { PlanNode } from './plan.ts';

/** A node of a plan with what came of it, its conditions, and those below it. */
export const PlanView = ({ node }: { node: PlanNode }) => (
  <li>
    {node.subplan && <strong>{node.subplan.name}:</strong>} {node.title}{' '}
    <span class='quiet'>{cameTo(node)}</span>
    {node.subplan && node.output.length > 0 && (
      <p class='condition'>
        computes <code>{node.output.join(', ')}</code>
      </p>
    )}
    {node.conditions.map(({ kind, text, removed }) => (
      <p class='condition'>
        {kind} <code>{text}</code>
        {removed > 0 && <span class='quiet'>{` turned ${rowsOf(removed)} away`}</span>}
      </p>
    ))}
    {node.children.length > 0 && (
      <ul class='parts'>{node.children.map((child) => <PlanView node={child} />)}</ul>
    )}
  </li>
);

function cameTo({ ran, plannedRows, cost }: PlanNode): string {
  const planned = `planned ${rowsOf(plannedRows)}, cost ${cost.toLocaleString('en')}`;
  if (!ran) return planned;
  if (ran.loops === 0) return 'never needed';
  const loops = ran.loops > 1 ? ` in ${ran.loops.toLocaleString('en')} goes` : '';
  return `${rowsOf(ran.rows)}${loops}, ${ran.ms.toFixed(2)} ms; ${planned}`;
}
