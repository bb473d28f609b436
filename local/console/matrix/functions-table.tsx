import { linkTo, type View } from '../page.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { VerdictMark } from '../parts/verdict-mark.tsx';
import type { FunctionAccess } from './functions.ts';

interface Props {
  view: View;
  functions: FunctionAccess[];
}

/** Functions: who may call them is a privilege; what they answer then is their own affair. */
export const FunctionsTable = ({ view, functions }: Props) => (
  <ScrollTable caption='Functions' head={['Function', 'May call', 'Declared']}>
    {functions.map(({ name, mayCall, declared, verdict }) => (
      <tr>
        <th scope='row'>
          <a href={linkTo(view, '/why', { function: name })}>
            <code>{name}</code>
          </a>
        </th>
        <td class='short'>
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
