import { linkTo, type View } from '../page.ts';
import type { Person } from '../people/person.ts';

interface Props {
  view: View;
  people: Person[];
}

/** Chooses whose eyes the page looks with; everything else of the address stays. */
export const PersonPicker = ({ view, people }: Props) => {
  const { person, query, url } = view;
  const others = [...query].filter(([name]) => name !== 'as');
  const offered = people.some(({ key }) => key === person.key) ? people : [person, ...people];
  return (
    <form class='picker' method='get' action={url.pathname}>
      {others.map(([name, value]) => <input type='hidden' name={name} value={value} />)}
      <label for='as'>As</label>
      <select id='as' name='as' data-submits>
        {offered.map(({ key, label }) => (
          <option value={key} selected={key === person.key}>{label}</option>
        ))}
      </select>
      <button type='submit'>Look</button>
      <a href={linkTo(view, '/people')}>somebody else</a>
    </form>
  );
};
