import { linkTo, type View } from '../page.ts';
import { fullName, type Table } from '../matrix/tables.ts';
import type { OfferedFilter } from './filters.ts';
import { type Asked, COUNTED, LISTED, whats } from './statement.ts';

interface Props {
  view: View;
  tables: Table[];
  table: Table | undefined;
  asked: Asked;
  filters: OfferedFilter[];
}

/** What is measured: a table, a list or a count of it, and the filter that is sent along. */
export const CostForm = ({ view, tables, table, asked, filters }: Props) => (
  <>
    <form class='question' method='get' action='/cost'>
      <input type='hidden' name='as' value={view.person.key} />
      <div class='line'>
        <label for='table'>Table</label>
        <select id='table' name='table'>
          {tables.map((one) => <option selected={one === table}>{fullName(one)}</option>)}
        </select>
        <label for='what'>What</label>
        <select id='what' name='what'>
          {whats.map((what) => (
            <option value={what} selected={what === asked.what}>{WORDS[what]}</option>
          ))}
        </select>
      </div>
      <div class='line'>
        <label for='filter'>Filter, where one is sent along</label>
        <input
          id='filter'
          name='filter'
          value={asked.filter}
          placeholder='a condition, or nothing'
          autocomplete='off'
          spellcheck={false}
        />
      </div>
      <button type='submit' class='main'>Measure</button>
    </form>
    {table && filters.length > 0 && (
      <p>
        Filters that a verb would send: {filters.map(({ label, text }, index) => (
          <>
            {index > 0 && ' · '}
            <a
              href={linkTo(view, '/cost', {
                table: fullName(table),
                what: asked.what,
                filter: text,
              })}
            >
              {label}
            </a>
          </>
        ))}
      </p>
    )}
  </>
);

const WORDS = {
  list: `the latest ${LISTED}`,
  count: `how many, up to ${COUNTED.toLocaleString('en')}`,
};
