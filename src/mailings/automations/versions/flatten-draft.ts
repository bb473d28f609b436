import type { Automation } from '../contract.ts';
import type { Node } from './node.ts';
import type { Step } from '../drafts/step.ts';

type Draft = Pick<Automation, 'action' | 'template_id' | 'tag' | 'delay_minutes'> & {
  steps: Step[];
};

/** The steps of a draft in order: the columns of its row are the first ones. */
export function stepsOf({ action, template_id, tag, delay_minutes, steps }: Draft): Step[] {
  const first: Step = action === 'tag'
    ? { kind: 'tag', tag: tag! }
    : { kind: action, template_id: template_id! };
  return delay_minutes > 0
    ? [{ kind: 'wait', minutes: delay_minutes }, first, ...steps]
    : [first, ...steps];
}

/** How many nodes a draft comes to. */
export const countNodes = (draft: Draft): number => countSteps(stepsOf(draft));

const countSteps = (steps: Step[]): number =>
  steps.reduce(
    (sum, step) =>
      sum + 1 + (step.kind === 'branch' ? countSteps(step.then) + countSteps(step.otherwise) : 0),
    0,
  );

/**
 * Flattens a draft into nodes that lead forward only: after a branch comes what follows each of its
 * paths, and then what follows both.
 *
 * @param pinned the published version of each template by the template's id
 */
export function flattenDraft(draft: Draft, pinned: ReadonlyMap<string, string>): Node[] {
  const nodes: Node[] = [];
  const place = (steps: Step[], next: Slot): Slot[] => placeSteps(nodes, pinned, steps, next);
  for (const slot of place(stepsOf(draft), start)) slot(null);
  return nodes;
}

/** What is told, once it is known, where a path goes on. */
type Slot = (to: number | null) => void;
const start: Slot = () => {};

/** Puts steps behind what awaits a place, and answers what awaits one after them. */
function placeSteps(
  nodes: Node[],
  pinned: ReadonlyMap<string, string>,
  steps: Step[],
  first: Slot,
): Slot[] {
  let open: Slot[] = [first];
  for (const step of steps) {
    const here = nodes.length;
    for (const slot of open) slot(here);
    if (step.kind === 'branch') {
      const node = { kind: step.kind, conditions: step.conditions, ...ends() };
      nodes.push(node);
      open = (['then', 'otherwise'] as const).flatMap((path) =>
        // A path without steps goes on where the branch does.
        placeSteps(nodes, pinned, step[path], (to) => node[path] = to)
      );
    } else {
      const node = nodeOf(step, pinned);
      nodes.push(node);
      open = [(to) => node.next = to];
    }
  }
  return open;
}

const ends = (): { then: number | null; otherwise: number | null } => ({
  then: null,
  otherwise: null,
});

function nodeOf(
  step: Exclude<Step, { kind: 'branch' }>,
  pinned: ReadonlyMap<string, string>,
): Exclude<Node, { kind: 'branch' }> {
  if (step.kind === 'wait' || step.kind === 'tag') return { ...step, next: null };
  const template_version_id = pinned.get(step.template_id);
  if (template_version_id === undefined) throw new Error('A template was not pinned');
  return { ...step, template_version_id, next: null };
}
