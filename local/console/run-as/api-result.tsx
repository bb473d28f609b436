import { z } from 'zod';
import type { Person } from '../people/person.ts';
import { Notice } from '../parts/notice.tsx';
import { ResultTable } from '../parts/result-table.tsx';
import { OutcomeLine } from './outcome-line.tsx';
import { type ApiAnswer, LIMIT } from './run-data-api.ts';

const Rows = z.array(z.record(z.string(), z.unknown()));

/** An answer of the Data API: rows as a table, anything else as it came. */
export const ApiResult = ({ person, answer }: { person: Person; answer: ApiAnswer }) => {
  const { status, headers, body, kept, ms } = answer;
  const rows = Rows.safeParse(body);
  return (
    <section aria-label='Result'>
      <OutcomeLine {...{ person, kept, ms }} what={`answered ${status}`} />
      {status >= 400 && <Notice kind='fault' title={`Refused: ${status}`} />}
      <dl class='facts'>
        {headers.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </>
        ))}
      </dl>
      {rows.success
        ? <ResultTable caption='Rows' rows={rows.data.slice(0, LIMIT)} empty='No row.' />
        : <pre tabindex={0}>{typeof body === 'string' ? body : JSON.stringify(body, null, 2)}</pre>}
    </section>
  );
};
