import type postgres from 'postgres';
import { explainFunction } from '../../../local/explain/explain-function.ts';
import type { Explainer } from '../../../local/explain/explain.ts';
import { connectionPorts } from '../../../local/explain/connection-ports.ts';
import type { Question } from '../../../local/explain/explanation.ts';
import { questionOf } from '../../../local/explain/question-of.ts';
import type { Cell } from '../proof/cells.ts';
import { explainerFor, type Keys, personOf, wordOf } from './cells.ts';
import type { Actor } from '../world/actors.ts';

/** Explains the matrix's own probes, in the words of their outcomes. */
export interface ProbeExplainer {
  /** What is wrong with the explanation of a cell that came out so; null where it cannot be asked. */
  faultOf(cell: Cell, outcome: string): Promise<string | undefined | null>;
  forget(): void;
}

const REFUSED = /^\d[\dA-Z]{4}(\/\w+)?$/;

/** On a connection of a superuser, inside of its open transaction. */
export function probeExplainer(admin: postgres.Sql, keys: Keys): ProbeExplainer {
  const explainers = new Map<Actor, Explainer>();
  const explainerOf = (actor: Actor) => {
    const known = explainers.get(actor) ?? explainerFor(admin, actor, { nested: true });
    explainers.set(actor, known);
    return known;
  };

  return {
    forget: () => explainers.forEach((explainer) => explainer.forget()),
    async faultOf(cell, outcome) {
      const [step, ...more] = cell.steps;
      // Several statements may change who is asking, and what there is.
      if (!step || more.length > 0) return null;
      // A mutant by which a policy asks itself: it ends with the stack, and says nothing of rights.
      if (outcome === '54001') return null;
      if (cell.subject.includes('(')) return await faultOfCall(cell, outcome);
      const question = questionOf(step);
      if (!question) return null;
      const words: string[] = [];
      for (const each of questionsOf(question, step)) {
        const explanation = await explainerOf(cell.actor).explain(each, { open: false });
        if (!explanation.agrees) return `${explanation.verdict.says} (${explanation.tried.sql})`;
        words.push(wordOf(explanation));
      }
      const onlyRights = question.command !== 'insert' && question.command !== 'select' &&
        !question.key;
      const same = onlyRights
        ? rightsFit(words, outcome) || await isOfSomeRow(cell.actor, question, outcome)
        : fits(words, outcome);
      return same ? undefined : `explained: ${words}; came: ${outcome}`;
    },
  };

  /**
   * A SELECT of every row is asked about each. A write of every row reads no column, as one that finds
   * its row by a column does: of that only the rights are asked.
   */
  function questionsOf(question: Question, sql: string): Question[] {
    const { command, key } = question;
    if (command !== 'select' || key || /\bwhere\b/.test(sql)) return [question];
    return [question, ...ofEachRow(question)];
  }

  function ofEachRow(question: Question): Question[] {
    const { schema, name } = question.table;
    return (keys.get(`${schema}.${name}`) ?? []).map((key) => ({ ...question, key }));
  }

  /** Whether a write of every row came out as that of one of them: a trigger may lack rights as well. */
  async function isOfSomeRow(actor: Actor, question: Question, outcome: string): Promise<boolean> {
    for (const each of ofEachRow(question)) {
      const explanation = await explainerOf(actor).explain(each, { open: false });
      if (explanation.agrees && wordOf(explanation) === outcome) return true;
    }
    return false;
  }

  /** Whether one may call it; what the body then refuses is the body's. */
  async function faultOfCall({ actor, subject }: Cell, outcome: string) {
    const ports = connectionPorts(admin, personOf(actor), { nested: true });
    const { verdict } = await explainFunction(ports, subject);
    if (verdict.result !== 'denied' || outcome === '42501') return undefined;
    return `explained: ${verdict.says}; came: ${outcome}`;
  }
}

const rightsFit = ([word = '']: string[], outcome: string): boolean =>
  REFUSED.test(word) ? word === outcome : outcome !== '42501';

/** Whether what rows came to one by one is what came of the statement. */
function fits(words: string[], outcome: string): boolean {
  const refusals = words.filter((word) => REFUSED.test(word));
  if (refusals.length > 0) return refusals.includes(outcome);
  if (REFUSED.test(outcome)) return false;
  const [first, ...rows] = words;
  if (rows.length === 0) return (first === '-') === (outcome === '-');
  const reached = rows.filter((word) => word === 'reached').length;
  const count = /^×(\d+)$/.exec(outcome)?.[1];
  const came = outcome === '-' ? 0 : count ? Number(count) : outcome.split(' ').length;
  return came === reached;
}
