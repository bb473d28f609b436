import type { RecordedRequest } from '../../log/recorder.ts';
import { linkTo, type View } from '../page.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { type Known, WhyLinks } from './why-links.tsx';

interface Props {
  view: View;
  known: Known;
  requests: RecordedRequest[];
}

const HEAD = ['When', 'Request', 'Answer', 'Took', 'Statements', 'Why'];

/** One line a request, the newest first. */
export const RequestsTable = ({ view, known, requests }: Props) => (
  <ScrollTable caption='Requests' head={HEAD}>
    {requests.map((request) => (
      <tr>
        <td>
          <time datetime={request.at.toISOString()}>{request.at.toTimeString().slice(0, 8)}</time>
        </td>
        <th scope='row'>
          <RequestName view={view} request={request} />
        </th>
        <td>
          <span class={(request.status ?? 0) >= 400 ? 'refused' : undefined}>
            {request.status ?? 'hung up'} {request.told?.code}
          </span>
        </td>
        <td class='number'>{request.durationMs.toFixed(0)} ms</td>
        <td class='number'>
          {request.told ? `${request.told.statements} · ${request.told.db_ms} ms` : '–'}
        </td>
        <td>
          <WhyLinks request={request} known={known} />
        </td>
      </tr>
    ))}
  </ScrollTable>
);

const RequestName = ({ view, request }: { view: View; request: RecordedRequest }) => {
  const name = `${request.method} ${request.path}`;
  if (!request.requestId) return <code>{name}</code>;
  return (
    <a href={linkTo(view, '/requests', { id: request.requestId })}>
      <code>{name}</code>
    </a>
  );
};
