import { randomUUID } from 'node:crypto';
import type { Child } from 'hono/jsx';
import { linkTo, type View } from '../page.ts';

interface Props {
  view: View;
  what: 'sql' | 'api';
  title: string;
  /** Whether writing was switched on in the run before. */
  written: boolean;
  children: Child;
}

/** A box to run something from, with its two switches; the second is off again after each run. */
export const RunForm = ({ view, what, title, written, children }: Props) => (
  <section aria-labelledby={`run-${what}`}>
    <h2 id={`run-${what}`}>{title}</h2>
    <form method='post' action={linkTo(view, '/run-as')}>
      <input type='hidden' name='what' value={what} />
      <input type='hidden' name='form' value={randomUUID()} />
      {children}
      <div class='line'>
        <label class='switch'>
          <input type='checkbox' name='write' checked={written} /> Allow writing
        </label>
        <label class='switch'>
          <input type='checkbox' name='commit' /> Keep what this run writes
        </label>
        <button type='submit' class='main'>
          Run <span class='hidden'>{title}</span> as {view.person.label}
        </button>
      </div>
    </form>
  </section>
);
