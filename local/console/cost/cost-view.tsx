import type { Person } from '../people/person.ts';
import { Notice } from '../parts/notice.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import type { RefusalWords } from '../run-as/refusal.ts';
import { readHowOften } from './how-often.ts';
import { HowOftenTable } from './how-often-table.tsx';
import { type Cost, isSide, type Side } from './measure-cost.ts';
import { PlanView } from './plan-view.tsx';
import { foundIn, ratioWords, rowCalls } from './says.ts';
import type { Asked } from './statement.ts';

interface Props {
  cost: Cost;
  person: Person;
  asked: Asked;
  statement: string;
}

/** The ratio, both sides in numbers, what ran how often, and the plans. */
export const CostView = ({ cost: { bound, free }, person, asked, statement }: Props) => (
  <>
    <pre tabindex={0}>{statement}</pre>
    <div class='answer'>
      <p>{ratioWords(bound, free)}</p>
      {isSide(bound) && <p>{rowCalls(bound.plan)}</p>}
      {person.isSystem && <p>Row security does not bind the system: both sides are the same.</p>}
    </div>
    <ScrollTable
      caption='Medians of runs in turns, as Postgres measures them'
      head={['Who', 'Rows', 'Planning', 'Execution', 'Runs', 'Blocks read', 'Planned cost']}
    >
      <SideRow name={`as ${person.label}`} side={bound} asked={asked} />
      <SideRow name='without row security' side={free} asked={asked} />
    </ScrollTable>
    {isSide(bound) && (
      <HowOftenTable
        often={readHowOften(bound.plan.root, isSide(free) ? free.plan.root : undefined)}
      />
    )}
    <PlanOf title={`The plan as ${person.label}`} side={bound} />
    <PlanOf title='The plan without row security' side={free} />
  </>
);

const SideRow = (
  { name, side, asked }: { name: string; side: Side | RefusalWords; asked: Asked },
) => {
  if (!isSide(side)) {
    return (
      <tr>
        <th scope='row'>{name}</th>
        <td colspan={6} class='refused'>{side.code} {side.message}</td>
      </tr>
    );
  }
  const { plan, median } = side;
  const { planningMs, executionMs } = median ?? plan;
  return (
    <tr>
      <th scope='row'>{name}</th>
      <td class='number'>{foundIn(plan, asked)}</td>
      <td class='number'>{planningMs.toFixed(2)} ms</td>
      <td class='number'>
        {executionMs === undefined ? 'not in time' : `${executionMs.toFixed(2)} ms`}
      </td>
      <td class='number'>{median ? median.runs : executionMs === undefined ? 0 : 1}</td>
      <td class='number'>{plan.root.blocks.toLocaleString('en')}</td>
      <td class='number'>{plan.root.cost.toLocaleString('en')}</td>
    </tr>
  );
};

const PlanOf = ({ title, side }: { title: string; side: Side | RefusalWords }) => {
  if (!isSide(side)) {
    return (
      <Notice kind='fault' title={`Refused: ${side.code} ${side.message}`}>{side.meaning}</Notice>
    );
  }
  return (
    <section>
      <h2>{title}</h2>
      {side.plan.executionMs === undefined && (
        <Notice kind='late' title='It did not end in time'>
          This is what Postgres would do, with its own estimates.
        </Notice>
      )}
      <ul class='plan'>
        <PlanView node={side.plan.root} />
      </ul>
    </section>
  );
};
