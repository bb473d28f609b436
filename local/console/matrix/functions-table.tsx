import { ScrollTable } from '../parts/scroll-table.tsx';
import { VerdictMark } from '../parts/verdict-mark.tsx';
import type { FunctionAccess } from './functions.ts';

/** Functions: who may call them is a privilege; what they answer then is their own affair. */
export const FunctionsTable = ({ functions }: { functions: FunctionAccess[] }) => (
  <ScrollTable caption='Functions' head={['Function', 'May call', 'Declared']}>
    {functions.map(({ name, mayCall, declared, verdict }) => (
      <tr>
        <th scope='row'>
          <code>{name}</code>
        </th>
        <td>
          {mayCall ? 'yes' : 'no'} {declared && <VerdictMark verdict={verdict} />}
        </td>
        <td class='quiet'>
          {declared
            ? declared.cells.map(({ probe, words }) => `${probe}: ${words}`).join(' · ')
            : 'not declared'}
        </td>
      </tr>
    ))}
  </ScrollTable>
);
