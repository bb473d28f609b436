import type { RecordedRequest } from '../../log/recorder.ts';
import { linkTo } from '../page.ts';
import { ANONYMOUS } from '../people/person.ts';
import { involvedIn } from './involved.ts';

/** What the links need to know of the database. */
export interface Known {
  tables: ReadonlySet<string>;
  /** Keys of people by the subjects of their tokens. */
  people: ReadonlyMap<string, string>;
}

/** From a request to why: as whoever asked, the table and the command, and the row if it was named. */
export const WhyLinks = ({ request, known }: { request: RecordedRequest; known: Known }) => {
  if (request.told?.caller === 'system') {
    return <span class='none'>the system: row security does not bind it</span>;
  }
  const involved = involvedIn(request, known.tables);
  if (involved.length === 0) return <span class='none'>no table</span>;
  const as = known.people.get(request.subject ?? '') ?? ANONYMOUS.key;
  return (
    <ul class='plain'>
      {involved.map(({ table, command, id }) => (
        <li>
          <a
            href={linkTo({ person: { key: as } }, '/why', {
              table,
              for: command,
              ...id && { 'key.id': id },
            })}
          >
            {command} {table.replace('public.', '')}
          </a>
        </li>
      ))}
    </ul>
  );
};
