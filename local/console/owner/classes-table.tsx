import type { Overview } from '../../../src/owner/overview/contract.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** How each class was attended. */
export const ClassesTable = ({ classes }: Pick<Overview, 'classes'>) => (
  <ScrollTable
    caption='Attendance by class'
    head={['class', 'when', 'held', 'there in all', 'on average']}
  >
    {classes.map(({ modality, weekday, starts_at, held, attended, rate }) => (
      <tr>
        <th scope='row'>{modality}</th>
        <td>{WEEKDAYS[weekday - 1]} {starts_at}</td>
        <td class='number'>{held}</td>
        <td class='number'>{attended}</td>
        <td class='number'>{rate?.toFixed(1) ?? '–'}</td>
      </tr>
    ))}
  </ScrollTable>
);
