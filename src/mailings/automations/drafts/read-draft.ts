import type { z } from 'zod';
import { type Fault, refuse } from '../../../errors.ts';
import { Conditions } from '../../conditions/condition.ts';
import type { Automation } from '../contract.ts';
import { countNodes } from '../versions/flatten-draft.ts';
import { MOST_NODES } from '../versions/node.ts';
import { type Step, Steps } from './step.ts';
import { Trigger } from './trigger.ts';

export type ReadDraft = Pick<Automation, 'action' | 'template_id' | 'tag' | 'delay_minutes'> & {
  steps: Step[];
};

/**
 * Reads what a draft is to do. Every route checks it; raw SQL by the Data API may have written another.
 * @throws `automation_unusable` with each field at fault
 */
export function readDraft(automation: Automation): ReadDraft {
  const steps = Steps.safeParse(automation.steps);
  const faults = [
    ...faultsOf(Trigger.safeParse(automation), 'draft'),
    ...faultsOf(Conditions.safeParse(automation.conditions), 'draft.conditions'),
    ...faultsOf(steps, 'draft.steps'),
  ];
  if (!steps.success || faults.length > 0) throw refuse('automation_unusable', { faults });
  const draft = { ...automation, steps: steps.data };
  if (countNodes(draft) > MOST_NODES) {
    const message = `has more than ${MOST_NODES} steps, with those of its branches`;
    throw refuse('automation_unusable', {
      faults: [{ field: 'draft.steps', code: 'too_many_steps', message }],
    });
  }
  return draft;
}

const faultsOf = ({ error }: z.ZodSafeParseResult<unknown>, path: string): Fault[] =>
  (error?.issues ?? []).map((issue) => ({
    field: [path, ...issue.path.map(String)].join('.'),
    message: issue.message,
  }));
