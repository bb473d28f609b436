import type { ProblemError } from '../../../supabase/functions/_shared/problems/problem.ts';
import { Notice } from '../parts/notice.tsx';

/** Says that the functions turn this person's token away, so that no statement is ever made. */
export const NotLetIn = ({ problem }: { problem: ProblemError }) => (
  <Notice kind='fault' title={`Not let in: ${problem.status} ${problem.code}`}>
    {problem.message} No statement is made for this person.
  </Notice>
);
