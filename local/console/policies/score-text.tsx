import { VerdictMark } from '../parts/verdict-mark.tsx';
import type { Score } from './proof.ts';

/** How many mutants a cell has killed: only those count, not the ones that were looked at. */
export const ScoreText = ({ score }: { score: Score }) => {
  const { of, killed, equivalent, survived, notRun } = score;
  if (of === 0) return <span class='none'>no mutants</span>;
  const others = [
    ...equivalent > 0 ? [`${equivalent} equivalent`] : [],
    ...survived > 0 ? [`${survived} survived`] : [],
    ...notRun > 0 ? [`${notRun} not run`] : [],
  ];
  return (
    <span>
      {survived > 0 && <VerdictMark verdict='differs' />} killed {killed} of {of}
      {others.length > 0 && `, ${others.join(', ')}`}
    </span>
  );
};
