import type { PoliciesStep, PolicyExplained } from '../../explain/explanation.ts';
import { Value } from '../parts/value.tsx';
import { ConditionView } from './condition-view.tsx';
import { TruthMark } from './outcome-mark.tsx';

/** The policies that were asked, one of the permissive and each restrictive to be true. */
export const PoliciesView = ({ step }: { step: PoliciesStep }) => (
  <>
    {step.values && (
      <details>
        <summary>the row as it would become</summary>
        <dl class='facts'>
          {Object.entries(step.values).map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>
                <Value of={value} />
              </dd>
            </>
          ))}
        </dl>
      </details>
    )}
    {step.permissive.map((policy) => <PolicyView policy={policy} kind='permissive' />)}
    {step.restrictive.map((policy) => <PolicyView policy={policy} kind='restrictive' />)}
    {step.notAsked.length > 0 && (
      <ul class='quiet'>
        {step.notAsked.map(({ name, why }) => (
          <li>
            <code>{name}</code> is not asked: {why}
          </li>
        ))}
      </ul>
    )}
  </>
);

// A group and no landmark: one policy is asked in several steps.
const PolicyView = ({ policy, kind }: { policy: PolicyExplained; kind: string }) => (
  <div class='policy' role='group' aria-label={`Policy ${policy.name}`}>
    <h3>
      <TruthMark value={policy.condition.value} /> <code>{policy.name}</code>{' '}
      <span class='quiet'>
        {kind}, for {policy.for}, to {policy.to.join(', ')}
        {policy.borrowed && ', USING stands for WITH CHECK'}
      </span>
    </h3>
    <ConditionView condition={policy.condition} />
  </div>
);
