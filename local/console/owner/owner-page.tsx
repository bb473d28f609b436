import { OverviewQuery } from '../../../src/owner/overview/contract.ts';
import { readOverview } from '../../../src/owner/overview/read-overview.ts';
import type { Range } from '../../../src/owner/overview/range.ts';
import { linkTo, type Page, type View } from '../page.ts';
import { asManager } from '../people/as-manager.ts';
import { Notice } from '../parts/notice.tsx';
import { readDates } from '../parts/read-dates.ts';
import { ClassesTable } from './classes-table.tsx';
import { listGyms, type ShownGym } from './find-gyms.ts';
import { GymForm } from './gym-form.tsx';
import { MembersFigure } from './members-figure.tsx';
import { PeopleFacts } from './people-facts.tsx';
import { SeriesFigure } from './series-figure.tsx';

/** A gym as who runs it sees it. */
export const ownerPage: Page = {
  path: '/owner',
  title: 'Owner',
  about: 'A gym’s figures: who comes and who leaves, how classes are attended, and whom to look ' +
    'after. As a manager of the gym sees it.',
  async render(view) {
    const system = view.workbench.doors.asSystem('the console lists gyms');
    const gyms = await listGyms(system);
    const gym = gyms.find(({ id }) => id === view.query.get('gym')) ?? gyms[0];
    if (!gym) return <Notice kind='empty' title='There is no gym' />;
    const between = readDates(view.query, new Date());
    return (
      <>
        <GymForm {...{ view, gyms, between }} chosen={gym} />
        {await figures(view, gym, between)}
        <script src='/assets/d3.min.js' defer></script>
        <script src='/assets/plot.umd.min.js' defer></script>
        <script src='/assets/series.js' defer></script>
      </>
    );
  },
};

async function figures({ workbench: { doors } }: View, gym: ShownGym, between: Range) {
  const asked = OverviewQuery.safeParse(between);
  if (!asked.success) {
    return <Notice kind='fault' title={`The dates ${asked.error.issues[0]!.message}`} />;
  }
  const seen = await asManager(doors, gym.manager_id);
  if (!seen) return <Notice kind='empty' title='Nobody who can sign in manages this gym' />;
  const { ctx, manager } = seen;
  const overview = await readOverview(ctx, { gym_id: gym.id, ...asked.data });
  return (
    <>
      <p>
        Seen as{' '}
        <a href={linkTo({ person: manager }, '/matrix')}>{manager.label}</a>, who manages it. Lists
        of people are of {overview.as_of}.
      </p>
      <PeopleFacts overview={overview} />
      <MembersFigure {...{ ctx, between }} gym_id={gym.id} />
      <h2>Attendance</h2>
      <SeriesFigure
        title='Attendance by week'
        step='week'
        columns={['check-ins', 'people', 'classes']}
        rows={overview.weeks.map(({ week, check_ins, trained, held }) => ({
          since: week,
          values: [check_ins, trained, held],
        }))}
      />
      <ClassesTable classes={overview.classes} />
    </>
  );
}
