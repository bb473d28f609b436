import type { Child } from 'hono/jsx';

const MARKS = { empty: '○', fault: '✕', late: '⧗', told: 'i' };

interface Props {
  /** Nothing there, something failed, something took too long, or just to know. */
  kind: keyof typeof MARKS;
  title: string;
  children?: Child;
}

/** A word on the page where a table would be, with a mark beside its colour. */
export const Notice = ({ kind, title, children }: Props) => (
  <div class={`notice ${kind}`} role={kind === 'fault' ? 'alert' : undefined}>
    <span class='mark' aria-hidden='true'>{MARKS[kind]}</span>
    <div>
      <p class='notice-title'>{title}</p>
      {children && <div class='notice-text'>{children}</div>}
    </div>
  </div>
);
