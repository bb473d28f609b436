import type { Results } from '../../../tests/access/proof/results.ts';
import { Notice } from '../parts/notice.tsx';

const COMMAND = 'npm run prove -- access';

/** How old the proof is, of which commit, and whether it is about the schema that is here. */
export const RunsLine = ({ runs, schema }: { runs: Results[]; schema: string }) => {
  if (runs.length === 0) {
    return (
      <Notice kind='empty' title='The mutants have not been run here'>
        Run them: <code>{COMMAND}</code>. It tries all of them and leaves what this page shows in
        {' '}
        <code>build/mutants</code>; each <code>npm test</code> tries an eighth.
      </Notice>
    );
  }
  return (
    <ul class='plain'>
      {runs.map((run) => (
        <li>
          Mutants of the run <strong>{run.run}</strong>: tried {ageOf(run.at)}{' '}
          <span class='quiet'>({run.at})</span> on commit <code>{run.commit || 'unknown'}</code>
          {run.changed && ' with changes'},{' '}
          {run.schema === schema ? 'with the very schema that is here.' : (
            <strong>
              with another schema than the one here: run them again with <code>{COMMAND}</code>.
            </strong>
          )}
        </li>
      ))}
    </ul>
  );
};

const UNITS: [unit: string, seconds: number][] = [['day', 86_400], ['hour', 3_600], ['minute', 60]];

/** How long ago, in the largest unit that fits. */
function ageOf(at: string, now = Date.now()): string {
  const seconds = (now - Date.parse(at)) / 1_000;
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? [];
  if (!unit || !size) return 'just now';
  const count = Math.floor(seconds / size);
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
