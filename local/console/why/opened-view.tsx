import type { Opened, QueryExplained } from '../../explain/explanation.ts';
import { Value } from '../parts/value.tsx';
import { ConditionView } from './condition-view.tsx';

/** What is behind a call or a subquery: its text, what its variables hold, what its queries find. */
export const OpenedView = ({ opened }: { opened: Opened }) => {
  const { function: name, definer, body, variables, branches, queries, closed } = opened;
  return (
    <details class='opened'>
      <summary>
        inside {name ? <code>{name}</code> : 'the subquery'}
        {definer && " (with its owner's rights)"}
      </summary>
      {variables.length > 0 && (
        <ul class='operands'>
          {/* `calls` is no variable: it stands for calls between the others. */}
          {variables.map(({ name, text, value, opened }) => (
            <li>
              {name !== 'calls' && (
                <>
                  <code>{name}</code> = <Value of={value} /> <span class='quiet'>{text}</span>
                </>
              )}
              {opened && <OpenedView opened={opened} />}
            </li>
          ))}
        </ul>
      )}
      {branches.map((branch) => <ConditionView condition={branch} />)}
      {queries.map((query) => <QueryView query={query} />)}
      {closed && <p class='quiet'>Not opened further: {closed}</p>}
      <details>
        <summary>its text</summary>
        <pre tabindex={0}>{body}</pre>
      </details>
    </details>
  );
};

const QueryView = ({ query: { from, rows, countedTo, conditions } }: { query: QueryExplained }) => (
  <div class='condition'>
    <strong>{rows >= countedTo ? `${countedTo} or more rows` : `${rows} rows`}</strong> of{' '}
    <code>{from}</code> where
    <ul class='operands'>
      {conditions.map(({ text, rows }) => (
        <li>
          <code>{text}</code> <span class='quiet'>({rows} alone)</span>
        </li>
      ))}
    </ul>
  </div>
);
