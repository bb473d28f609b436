import { readTable, type Table } from './catalog/table.ts';
import { evaluator } from './evaluate/as-person.ts';
import type { Intent } from './evaluate/intent.ts';
import type { Explanation, Question } from './explanation.ts';
import { spoken } from './expression/quote.ts';
import { nearMissesOf } from './open/near-misses.ts';
import { openSteps } from './open/open-steps.ts';
import { attempt, ExplainError, isRaised, type Ports } from './ports.ts';
import * as says from './says.ts';
import { agreesWith, isOfAccess, verdictOf } from './verdict.ts';
import { Walk } from './walk.ts';

export interface ExplainOptions {
  /** Whether to look behind helpers and subqueries, which takes some statements more. */
  open?: boolean;
}

/** Explains for one person; what the catalog says is read once per table, until `forget`. */
export interface Explainer {
  explain(question: Question, options?: ExplainOptions): Promise<Explanation>;
  forget(): void;
}

export function explainerOf(ports: Ports): Explainer {
  const tables = new Map<string, Promise<Table>>();
  const read = (question: Question) => {
    const name = spoken(question.table);
    const known = tables.get(name) ?? readTable(ports.system, question.table, ports.role);
    tables.set(name, known);
    return known;
  };
  const asPerson = evaluator(ports);
  return {
    forget: () => tables.clear(),
    explain: async (question, { open = true } = {}) => {
      const table = await read(question);
      if (table.bindsReader) {
        throw new ExplainError(
          `Row security of ${spoken(table)} binds the connection that explains it: it needs a ` +
            'role with BYPASSRLS.',
        );
      }
      const walk = await new Walk(ports, asPerson, table, question).through();
      const came = await tried(ports, walk.intent);
      if (came.raised && !agreesWith(table, walk.expected, came, ofRow(question))) {
        await walk.reconsider(came.raised);
      }
      if (open) await openSteps(ports, asPerson, table, walk.asked);
      return conclude(ports, walk, came);
    },
  };
}

/** Whether it is about a row at all, or about the command only. */
const ofRow = ({ command, key }: Question): { ofRow: boolean } => ({
  ofRow: command === 'insert' || key !== undefined,
});

/** The very statement; whatever it does is undone. */
async function tried(ports: Ports, { sql }: Intent): Promise<Explanation['tried']> {
  const answer = await attempt(ports.asPerson(sql));
  return isRaised(answer) ? { sql, rows: null, raised: answer } : { sql, rows: answer.count };
}

function conclude(ports: Ports, walk: Walk, tried: Explanation['tried']): Explanation {
  const { steps, question, table, expected } = walk;
  if (expected.result === 'reached' && question.command !== 'select') {
    if (!tried.raised || !isOfAccess(table, tried.raised)) {
      steps.push(says.statementStep(tried.raised));
    }
  }
  const verdict = verdictOf(table, steps, expected, tried, ofRow(question));
  return {
    question,
    role: ports.role,
    verdict,
    steps,
    nearMisses: verdict.result === 'allowed' ? [] : nearMissesOf(table, question, steps),
    tried,
    agrees: agreesWith(table, expected, tried, ofRow(question)),
  };
}
