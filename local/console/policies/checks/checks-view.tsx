import type { Child } from 'hono/jsx';
import { linkTo, type View } from '../../page.ts';
import { Notice } from '../../parts/notice.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import type { Check } from './check.ts';
import { advisors, drift } from './checks.ts';

/** What takes longer than a page: asked for by a button, read when it is there. */
export const ChecksView = ({ view }: { view: View }) => (
  <>
    <CheckView
      {...{ view, check: drift }}
      title='Drift'
      about='Holds everything in the database against what the schema files make of an empty one.'
      ask='Compare with the schema files'
      nothing='The database is what the schema files say.'
      head={['What', 'In the database', 'In the files']}
      row={({ kind, name, landed, declared }) => [`${kind} ${name}`, landed, declared]}
    />
    <CheckView
      {...{ view, check: advisors }}
      title='Advisors'
      about='Asks the advisor of the Supabase CLI, which npx fetches on first use.'
      ask='Ask the advisor'
      nothing='The advisor has no complaint.'
      head={['What', 'Level', 'Says']}
      row={({ name, level, detail }) => [name, level, detail]}
    />
  </>
);

interface Props<Row> {
  view: View;
  check: Check<Row[]>;
  title: string;
  about: string;
  /** What the button says, and what is said where nothing was found. */
  ask: string;
  nothing: string;
  head: string[];
  row(one: Row): (string | undefined)[];
}

function CheckView<Row>({ view, check, title, about, ask, ...props }: Props<Row>) {
  const state = check.state(view.workbench);
  return (
    <section aria-labelledby={check.name}>
      <h2 id={check.name}>{title}</h2>
      <p>{about}</p>
      <form method='post' action={linkTo(view, '/policies')}>
        <input type='hidden' name='check' value={check.name} />
        <button type='submit' disabled={state.is === 'running'}>{ask}</button>
      </form>
      {state.is === 'running' && (
        <Notice kind='late' title={`At work since ${timeOf(state.since)}`}>
          <a href={`${linkTo(view, '/policies')}#${check.name}`}>Look again</a>
        </Notice>
      )}
      {state.is === 'failed' && (
        <Notice kind='fault' title={`It failed at ${timeOf(state.at)}`}>{state.message}</Notice>
      )}
      {state.is === 'done' && <Found {...props} at={state.at} rows={state.answer} />}
    </section>
  );
}

function Found<Row>(
  { at, rows, nothing, head, row }:
    & { at: Date; rows: Row[] }
    & Pick<Props<Row>, 'nothing' | 'head' | 'row'>,
) {
  if (rows.length === 0) return <Notice kind='told' title={nothing}>At {timeOf(at)}.</Notice>;
  const cell = (text: string | undefined): Child =>
    text === undefined ? <span class='none'>not there</span> : <span class='value'>{text}</span>;
  return (
    <ScrollTable caption={`${rows.length} found at ${timeOf(at)}`} head={head}>
      {rows.map((one) => {
        const [first, ...others] = row(one);
        return (
          <tr>
            <th scope='row'>{first}</th>
            {others.map((text) => <td>{cell(text)}</td>)}
          </tr>
        );
      })}
    </ScrollTable>
  );
}

const timeOf = (date: Date) => date.toLocaleTimeString('en-GB');
