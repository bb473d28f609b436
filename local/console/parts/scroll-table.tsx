import type { Child } from 'hono/jsx';

interface Props {
  /** Said aloud, and read above the table. */
  caption: string;
  head: Child[];
  /** The rows, as `<tr>`. */
  children: Child;
}

/** A table in a box of its own that scrolls, also by keyboard, under a head that stays. */
export const ScrollTable = ({ caption, head, children }: Props) => (
  <div class='scroll' tabindex={0} role='region' aria-label={caption}>
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>{head.map((cell) => <th scope='col'>{cell}</th>)}</tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);
