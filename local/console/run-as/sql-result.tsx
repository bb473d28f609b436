import type { Person } from '../people/person.ts';
import { RowsTable } from '../parts/rows-table.tsx';
import { OutcomeLine } from './outcome-line.tsx';
import { type Ran, SHOWN } from './run-sql.ts';

/** The rows a statement answered, and how many it touched. */
export const SqlResult = ({ person, ran }: { person: Person; ran: Ran }) => (
  <section aria-label='Result'>
    <OutcomeLine
      person={person}
      what={ran.more
        ? `more than ${SHOWN} rows`
        : `${ran.count} ${ran.count === 1 ? 'row' : 'rows'}`}
      kept={ran.kept}
      ms={ran.ms}
    />
    <RowsTable
      caption='Rows'
      names={ran.names}
      rows={ran.rows}
      empty={ran.count > 0 ? 'It answers with no columns.' : 'No row.'}
    />
    {ran.more && <p class='bound'>The first {SHOWN} are shown.</p>}
  </section>
);
