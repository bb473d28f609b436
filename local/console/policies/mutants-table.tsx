import { ScrollTable } from '../parts/scroll-table.tsx';
import type { Tried } from './proof.ts';

/** Faults that were planted, each with the cell that noticed it, or why none could. */
export const MutantsTable = ({ caption, tried }: { caption: string; tried: Tried[] }) => (
  <ScrollTable caption={caption} head={['Mutant', 'Came to', 'Because']}>
    {tried.map(({ mutant, result }) => (
      <tr>
        <th scope='row'>
          <code class='value'>{mutant.name.replace(/^(policy|table|trigger) \S+: /, '')}</code>
        </th>
        <td class={BAD.includes(result.fate) ? 'refused' : undefined}>{result.fate}</td>
        <td>
          {'by' in result && (
            <>
              noticed by <span class='value'>{result.by}</span>
            </>
          )}
          {'because' in result && result.because}
          {result.fate === 'survived' && 'No cell noticed: one is missing.'}
          {result.fate === 'stillborn' && 'Its statement did not run.'}
        </td>
      </tr>
    ))}
  </ScrollTable>
);

const BAD: Tried['result']['fate'][] = ['survived', 'stillborn'];
