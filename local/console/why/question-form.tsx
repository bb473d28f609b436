import { commands } from '../../explain/explanation.ts';
import type { View } from '../page.ts';
import { fullName, type Table } from '../matrix/tables.ts';
import type { Asked } from './question.ts';

interface Props {
  view: View;
  asked: Asked;
  tables: Table[];
}

/** What is asked: a table, a command, a row by its key, and for a write what is written. */
export const QuestionForm = ({ view, asked, tables }: Props) => (
  <form class='question' method='get' action='/why'>
    <input type='hidden' name='as' value={view.person.key} />
    <div class='line'>
      <label for='for'>May they</label>
      <select id='for' name='for' data-submits>
        {commands.map((command) => <option selected={command === asked.command}>{command}</option>)}
      </select>
      <label for='table'>in</label>
      <select id='table' name='table' data-submits>
        <option value=''>choose a table</option>
        {tables.map((table) => (
          <option selected={fullName(table) === asked.table}>{fullName(table)}</option>
        ))}
      </select>
    </div>
    {asked.command !== 'insert' &&
      Object.entries(asked.key).map(([name, value]) => (
        <div class='line'>
          <label for={`key-${name}`}>the row with {name}</label>
          <input id={`key-${name}`} name={`key.${name}`} value={value} autocomplete='off' />
        </div>
      ))}
    {(asked.command === 'insert' || asked.command === 'update') && (
      <>
        <label for='set'>
          What is written, a line each: column=value or column:=expression
        </label>
        <textarea id='set' name='set' rows={3} spellcheck={false}>{asked.set}</textarea>
        <label class='switch'>
          <input type='checkbox' name='returning' checked={asked.returning} />{' '}
          and ask for the written row back
        </label>
      </>
    )}
    <button type='submit' class='main'>Why</button>
  </form>
);
