import { linkTo, type Page, seeOther, type View } from '../page.ts';
import { jobsApi } from '../../queue/jobs-api.ts';
import { Notice } from '../parts/notice.tsx';
import { JobsTable } from './jobs-table.tsx';
import {
  COUNTED,
  countJobs,
  isJobView,
  type JobView,
  LISTED,
  readJobs,
  views,
} from './read-jobs.ts';

/** The queue: what waits, runs, failed and died, and the ways to try again or to stop. */
export const jobsPage: Page = {
  path: '/jobs',
  title: 'Jobs',
  about: 'What waits, what runs, what failed and will be tried again, and what has died of it.',
  async render(view) {
    const asked = view.query.get('view');
    const shown = isJobView(asked) ? asked : undefined;
    const refused = view.form && await order(view, view.form);
    if (view.form && !refused) {
      return seeOther(linkTo(view, '/jobs', shown ? { view: shown } : {}));
    }
    const db = view.workbench.doors.asSystem('the console shows the queue');
    const counts = await countJobs(db);
    const jobs = await readJobs(db, shown);
    const link = (name: JobView | undefined, words: string) => (
      <a
        class='button'
        href={linkTo(view, '/jobs', name ? { view: name } : {})}
        aria-current={name === shown ? 'page' : undefined}
      >
        {words}
      </a>
    );
    return (
      <>
        {refused && <Notice kind='fault' title='Not done'>{refused}</Notice>}
        <p class='line'>
          {link(undefined, 'all')}
          {(Object.keys(views) as JobView[]).map((name) => link(name, `${name} ${counts[name]}`))}
        </p>
        {jobs.length === 0
          ? <Notice kind='empty' title={`There are no ${shown ?? ''} jobs`} />
          : <JobsTable view={view} jobs={jobs} />}
        {jobs.length === LISTED && <p class='bound'>The newest {LISTED}.</p>}
        <p class='bound'>Counts stop at {COUNTED.toLocaleString('en')} jobs altogether.</p>
      </>
    );
  },
};

/** Tells the jobs function to replay or cancel; answers what it refused. */
async function order({ workbench }: View, form: FormData): Promise<string | undefined> {
  const { localUrl, secretKey } = workbench.stack;
  const [what, id] = [String(form.get('do')), String(form.get('id'))];
  if (!['replay', 'cancel'].includes(what)) return `"${what}" is nothing that can be done.`;
  try {
    await jobsApi(localUrl, secretKey).request('POST', `/${encodeURIComponent(id)}/${what}`);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
