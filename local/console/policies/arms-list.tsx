import { scoreOf, type Tried } from './proof.ts';
import { ScoreText } from './score-text.tsx';

const CLAUSES = ['using', 'with check'] as const;

/** Each clause with the arms of its outermost AND or OR, and whether leaving one out is noticed. */
export const ArmsList = ({ tried }: { tried: Tried[] }) => (
  <ul class='parts'>
    {CLAUSES.map((clause) => {
      const own = tried.filter(({ mutant: { of } }) => 'table' in of && of.clause === clause);
      if (own.length === 0) return null;
      const arms = own.flatMap((one) => {
        const { of } = one.mutant;
        return 'table' in of && of.arm !== undefined ? [{ arm: of.arm, one }] : [];
      });
      return (
        <li>
          <strong>{clause}</strong>: <ScoreText score={scoreOf(own)} />
          {arms.length > 0 && (
            <ul class='parts'>
              {arms.map(({ arm, one }) => (
                <li>
                  without <code>{arm}</code>: <ScoreText score={scoreOf([one])} />
                </li>
              ))}
            </ul>
          )}
        </li>
      );
    })}
  </ul>
);
