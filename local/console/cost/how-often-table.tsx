import { Notice } from '../parts/notice.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import type { Often } from './how-often.ts';

const WORDS: Record<Often['how'], string> = {
  once: 'once',
  'by index': 'by an index',
  'per row': 'per row',
  never: 'never',
  'not run': 'not run',
};

/** Every condition of the plan and what computes values for them, with how often each ran. */
export const HowOftenTable = ({ often }: { often: Often[] }) => {
  if (often.length === 0) {
    return <Notice kind='told' title='No condition ran: every row was handed out as it is' />;
  }
  return (
    <ScrollTable caption='How often each ran' head={['Condition', 'Runs', 'That is', 'Whose']}>
      {often.map(({ what, how, says, added, calls }) => (
        <tr>
          <th scope='row'>
            <code class='value'>{what}</code>
          </th>
          <td class={how === 'per row' && calls.length > 0 ? 'refused' : undefined}>
            {WORDS[how]}
          </td>
          <td>{says}</td>
          <td>{added ? 'row security' : 'the statement'}</td>
        </tr>
      ))}
    </ScrollTable>
  );
};
