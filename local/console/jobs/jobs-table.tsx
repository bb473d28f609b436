import { ENDED_JOB } from '../../../src/db/schema/jobs/jobs.ts';
import { linkTo, type View } from '../page.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Value } from '../parts/value.tsx';
import type { JobRow } from './read-jobs.ts';

const HEAD = ['Kind', 'Status', 'Attempts', 'Due or ended', 'Payload', 'Error', 'Do'];

/** Jobs with what can be done to each: the dead and cancelled are replayed, the others stopped. */
export const JobsTable = ({ view, jobs }: { view: View; jobs: JobRow[] }) => (
  <ScrollTable caption='Jobs' head={HEAD}>
    {jobs.map((job) => (
      <tr>
        <th scope='row'>{job.kind}</th>
        <td>
          {statusOf(job)}
          {job.progress_total !== null && ` ${job.progress_done}/${job.progress_total}`}
        </td>
        <td class='number'>{job.attempts} of {job.max_attempts}</td>
        <td>
          <Value of={job.finished_at ?? job.run_at} />
        </td>
        <td>
          <Value of={job.payload} />
        </td>
        <td>{job.error && <Value of={job.error} />}</td>
        <td>
          <Action view={view} job={job} />
        </td>
      </tr>
    ))}
  </ScrollTable>
);

const statusOf = ({ status, error }: JobRow): string =>
  status === 'queued' && error !== null ? 'failed, queued again' : status;

const Action = ({ view, job }: { view: View; job: JobRow }) => {
  if (job.status === 'succeeded') return '–';
  const what = ENDED_JOB.includes(job.status) ? 'replay' : 'cancel';
  const shown = view.query.get('view');
  return (
    <form method='post' action={linkTo(view, '/jobs', shown ? { view: shown } : {})}>
      <input type='hidden' name='id' value={job.id} />
      <button type='submit' name='do' value={what}>
        {what} <span class='hidden'>{job.kind} {job.id}</span>
      </button>
    </form>
  );
};
