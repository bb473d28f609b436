import { VerdictMark } from '../parts/verdict-mark.tsx';
import type { Cell } from './measure.ts';
import { declaredWords, liveWords } from './words.ts';

/** What was got, the sign, and what is declared below. */
export const MatrixCell = ({ cell: { live, declared, verdict } }: { cell: Cell }) => (
  <div class={`cell ${verdict}`}>
    <span class='live' title={live.is === 'refused' ? live.message : undefined}>
      {liveWords(live)}
    </span>{' '}
    {declared && <VerdictMark verdict={verdict} />}
    <span class='declared'>{declaredWords(declared)}</span>
  </div>
);
