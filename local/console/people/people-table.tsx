import { linkTo, type View } from '../page.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { TokenButton } from './token-button.tsx';
import type { Person } from './person.ts';

interface Props {
  view: View;
  caption: string;
  people: Person[];
}

/** People with their claims, the way to what they see, and their token. */
export const PeopleTable = async ({ view, caption, people }: Props) => {
  const tokens = await Promise.all(people.map(view.workbench.doors.tokenOf));
  return (
    <ScrollTable caption={caption} head={['Who', 'Claims', 'Look', 'Token']}>
      {people.map((person, index) => (
        <tr class={person.key === view.query.get('made') ? 'new' : undefined}>
          <th scope='row'>{person.label}</th>
          <td>
            {person.claims ? <code class='claims'>{JSON.stringify(person.claims)}</code> : '–'}
          </td>
          <td>
            <a class='button' href={linkTo({ person }, '/matrix')}>
              Look as<span class='hidden'>{person.label}</span>
            </a>
          </td>
          <td>
            <TokenButton person={person} token={tokens[index] ?? null} />
          </td>
        </tr>
      ))}
    </ScrollTable>
  );
};
