import type { Verdict } from '../../explain/explanation.ts';

const SIGNS = { allowed: '✓', denied: '✗', error: '!', 'no row': '○' };

/** What it comes to, in one line that one finds at once. */
export const VerdictView = ({ verdict, who }: { verdict: Verdict; who: string }) => (
  <div class={`answer ${verdict.result.replace(' ', '-')}`} role='status'>
    <p>
      <span aria-hidden='true'>{SIGNS[verdict.result]}</span> <strong>{verdict.result}</strong>
      {verdict.silent && ', without a word'} for {who}
    </p>
    <p>{verdict.says}</p>
    {verdict.raised && (
      <p>
        <code>{verdict.raised.sqlstate}</code> {verdict.raised.message}
      </p>
    )}
  </div>
);
