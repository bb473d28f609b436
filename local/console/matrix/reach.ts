/**
 * How far a cell of the access matrix reaches, from the narrowest. The matrix names rows of its own
 * small world; of another database it says this much, and `compare.ts` what follows from it.
 */
export const reaches = ['closed', 'refused', 'none', 'own', 'some', 'all'] as const;
/** `closed`: no privilege; `refused`: row security refuses the new row. */
export type Reach = (typeof reaches)[number];

const PART = /^(?:(\d[\dA-Z]{4}(?:\/\w+)?|-): )?(.*)$/;
const SQLSTATE = /^\d[\dA-Z]{4}(\/\w+)?$/;

/**
 * The reach of one cell, in the words of `tests/access/proof/grid.ts`. Rows that a trigger or a
 * constraint refuses were reached: rights and row security let them through.
 *
 * @param inserts whether the probe writes new rows; else those that WITH CHECK refuses were reached
 */
export function reachOf(cell: string, inserts: boolean): Reach {
  const parts = cell.split(' · ').map((part): Reach => {
    const [, refusal, words = ''] = PART.exec(part) ?? [];
    if (SQLSTATE.test(words)) return refusedReach(words, 'some', inserts);
    if (words === '-' || refusal === '-') return 'none';
    return refusal ? refusedReach(refusal, namesReach(words), inserts) : namesReach(words);
  });
  return widest(parts) ?? 'none';
}

function refusedReach(code: string, named: Reach, inserts: boolean): Reach {
  if (code === '42501/rls') return inserts ? 'refused' : named;
  // No privilege, or a statement that nobody may write so: it never came to a row.
  return code.startsWith('42') && code !== '42501/guard' ? 'closed' : named;
}

/** `own northPlan` is more than one's own: whose else the rows are is of the matrix's world. */
function namesReach(words: string): Reach {
  if (words === 'own') return 'own';
  return words.split(' ').includes('all') ? 'all' : 'some';
}

/** The widest of several: probes of one command, or actors that one person is. */
export const widest = (all: readonly Reach[]): Reach | undefined =>
  reaches.findLast((reach) => all.includes(reach));
