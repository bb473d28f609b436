import { linkTo, type View } from '../page.ts';
import { templates } from './made-up.ts';

const EXAMPLE = JSON.stringify({ sub: 'somebody', role: 'authenticated' }, null, 2);

/** Makes people up: ready-made ones at a button, others of claims that are typed. */
export const MakeUp = ({ view, typed }: { view: View; typed: string | undefined }) => (
  <section aria-labelledby='make-up'>
    <h2 id='make-up'>Make somebody up</h2>
    <div class='choices'>
      {Object.entries(templates).map(([name, { label, what }]) => (
        <form method='post' action={linkTo(view, '/people')}>
          <button type='submit' name='template' value={name}>{label}</button>
          <p>{what}</p>
        </form>
      ))}
    </div>
    <form method='post' action={linkTo(view, '/people')}>
      <label for='claims'>Or type the claims of a token</label>
      <textarea id='claims' name='claims' rows={5} spellcheck={false}>{typed ?? EXAMPLE}</textarea>
      <button type='submit'>Make up</button>
    </form>
    <p class='bound'>
      All their tokens are signed by this stack's key, also Clerk's: the key of Clerk itself is
      Clerk's. They are forgotten when the stack stops.
    </p>
  </section>
);
