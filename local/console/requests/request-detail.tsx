import type { RecordedRequest } from '../../log/recorder.ts';
import { linkTo, type View } from '../page.ts';
import { Notice } from '../parts/notice.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { type Known, WhyLinks } from './why-links.tsx';

interface Props {
  view: View;
  request: RecordedRequest;
  known: Known;
}

/** One request with its statements, in the order in which they ended. */
export const RequestDetail = ({ view, request, known }: Props) => {
  const { method, path, status, durationMs, told, statements, fault, requestId } = request;
  return (
    <>
      <p>
        <a href={linkTo(view, '/requests')}>All requests</a>
      </p>
      <h2>
        <code>{method} {path}</code>
      </h2>
      <dl class='facts'>
        <dt>Answer</dt>
        <dd>{status ?? 'the client hung up'} {told?.code}</dd>
        <dt>Took</dt>
        <dd>{durationMs.toFixed(1)} ms, of it {told?.db_ms ?? 0} ms waiting for the database</dd>
        <dt>Route</dt>
        <dd>
          <code>{told?.function ?? '–'} {told?.route ?? ''}</code>
        </dd>
        <dt>Caller</dt>
        <dd>{told?.caller ?? 'unknown'}</dd>
        <dt>Request id</dt>
        <dd>
          <code>{requestId}</code>
        </dd>
        <dt>Trace</dt>
        <dd>
          <code>{told?.trace_id ?? '–'}</code>
        </dd>
        <dt>Why</dt>
        <dd>
          <WhyLinks request={request} known={known} />
        </dd>
      </dl>
      {fault && (
        <Notice kind='fault' title={fault.message ?? fault.error ?? 'A fault'}>
          <pre tabindex={0}>{fault.stack}</pre>
        </Notice>
      )}
      {statements.length === 0
        ? <Notice kind='empty' title='No statement of it is known' />
        : (
          <ScrollTable caption='Statements, without their values' head={['Took', 'Statement']}>
            {statements.map(({ statement, duration_ms }) => (
              <tr>
                <td class='number'>{duration_ms} ms</td>
                <td>
                  <pre>{statement}</pre>
                </td>
              </tr>
            ))}
          </ScrollTable>
        )}
    </>
  );
};
