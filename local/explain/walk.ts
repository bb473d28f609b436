import type { Table } from './catalog/table.ts';
import { type Intent, intentOf } from './evaluate/intent.ts';
import { rowBeforeCheck } from './evaluate/new-row.ts';
import { type Asked, askPolicies } from './evaluate/policies.ts';
import { readRow, type WholeRow } from './evaluate/rows.ts';
import type { Outcome, PoliciesStep, Question, Raised, Step } from './explanation.ts';
import { attempt, isRaised, type Ports, type Run } from './ports.ts';
import * as says from './says.ts';
import {
  grantsStep,
  refusedByGrants,
  refusedBySchema,
  roleStep,
  rowSecurityStep,
  schemaStep,
} from './steps.ts';
import type { Expected } from './verdict.ts';

/** The way of one statement through all that may stop it, in Postgres' own order. */
export class Walk {
  readonly steps: Step[] = [];
  /** Which row each step about policies asked. */
  readonly asked: { step: PoliciesStep; row: WholeRow }[] = [];
  intent!: Intent;
  /** What the steps alone come to. */
  expected: Expected = { result: 'reached' };
  private readonly old: Promise<WholeRow | null>;
  /** What the row there is would have been asked next, had it not been hidden. */
  private unasked: Asked[] = [];

  constructor(
    private readonly ports: Ports,
    private readonly asPerson: Run,
    readonly table: Table,
    readonly question: Question,
  ) {
    this.old = question.key ? readRow(ports.system, table, question.key) : Promise.resolve(null);
  }

  async through(): Promise<this> {
    const { table, question } = this;
    const old = await this.old;
    this.intent = intentOf(table, question, old?.columns ?? null);
    const { role } = this.ports;
    this.steps.push(roleStep(table, role), schemaStep(table, role));
    if (!table.standing.usage) return this.refuse(refusedBySchema(table));
    const mistaken = question.set && await this.notUnderstood();
    if (mistaken) return this.refuse(mistaken);
    const grants = grantsStep(table, this.intent, role);
    this.steps.push(grants);
    if (grants.outcome === 'stop') return this.refuse(refusedByGrants(table));

    const security = rowSecurityStep(table, role);
    this.steps.push(security);
    if (await this.stoppedByStatementTriggers()) return this;
    if (question.command !== 'insert' && question.key) {
      this.steps.push(says.rowStep(table, old));
      if (!old) return this.stop({ result: 'none' });
    }
    if (question.command !== 'insert' && !question.key) return this;
    // What is behind a view only the statement can tell.
    if (table.kind === 'v') return this.stop({ result: 'unknown' });
    if (security.applies && old && await this.hidden(old)) return this;
    if (question.command === 'insert' || question.command === 'update') {
      await this.written(security.applies);
    } else if (question.command === 'delete') await this.removed();
    return this;
  }

  /**
   * Takes back the steps behind the schema where the statement cannot even be planned: policies are part
   * of the plan, and planning comes before rights to the table. So a policy that reads its own table in
   * a circle refuses whoever has no rights, and a function that one may not call, though nothing would
   * come to call it, where its value is estimated.
   *
   * @param raised what the statement was refused with, against the steps
   */
  async reconsider(raised: Raised): Promise<void> {
    if (await this.raisedBehind(raised)) return;
    const planned = await attempt(this.ports.asPerson(`explain ${this.intent.sql}`));
    if (!isRaised(planned) || planned.message !== raised.message) return;
    this.steps.splice(this.steps.findIndex(({ kind }) => kind === 'grants'));
    this.steps.push(says.notPlanned(raised));
    this.refuse(raised);
  }

  private stop(expected: Expected): this {
    this.expected = expected;
    return this;
  }

  private refuse(raised: Raised): this {
    return this.stop({ result: 'refused', raised });
  }

  /** A value that is none of its type, a generated column: refused before rights are asked. */
  private async notUnderstood(): Promise<Raised | undefined> {
    const answer = await attempt(this.ports.system(`explain ${this.intent.sql}`));
    if (!isRaised(answer)) return undefined;
    this.steps.push(says.notUnderstood(answer));
    return answer;
  }

  /** Triggers of the whole statement run before any row is looked at, and where there is none. */
  private async stoppedByStatementTriggers(): Promise<boolean> {
    const { command, sqlForNone } = this.intent;
    const triggers = this.table.triggers.filter(({ eachRow, before, events }) =>
      !eachRow && before && events.includes(command)
    );
    if (triggers.length === 0) return false;
    const answer = await attempt(this.ports.asPerson(sqlForNone));
    const raised = isRaised(answer) ? answer : undefined;
    this.steps.push(says.triggersStep(triggers, [], raised));
    if (raised) this.refuse(raised);
    return raised !== undefined;
  }

  /** Whether the policies' USING keeps the row there is from the statement. */
  private async hidden(old: WholeRow): Promise<boolean> {
    const { command, reads } = this.intent;
    if (command === 'insert') return false;
    const commands = [command, ...reads && command !== 'select' ? ['select' as const] : []];
    const asked = commands.map((of): Asked => ({ command: of, clause: 'USING', row: 'old' }));
    for (const [nth, each] of asked.entries()) {
      const value = await this.ask(each, old);
      if (value === true) continue;
      this.unasked = asked.slice(nth + 1);
      this.stop(isRaised(value) ? { result: 'refused', raised: value } : { result: 'none' });
      return true;
    }
    return false;
  }

  /**
   * Whether a policy raised it that was not asked any more. The planner may bring comparisons that tell
   * nothing (leakproof) before others; where several are conditions of one index, all are computed.
   */
  private async raisedBehind(raised: Raised): Promise<boolean> {
    const old = await this.old;
    if (!old) return false;
    for (const each of this.unasked) {
      const step = await askPolicies(this.asPerson, this.table, each, old);
      if (!isRaised(step.value) || step.value.message !== raised.message) continue;
      this.note(step, old);
      this.refuse(raised);
      return true;
    }
    return false;
  }

  /** The row as it would become: what triggers make of it, then WITH CHECK. */
  private async written(checked: boolean): Promise<void> {
    const { command, reads } = this.intent;
    const row = await this.beforeCheck();
    if (!row || !checked) return;
    const asked: Asked[] = [
      { command, clause: 'WITH CHECK', row: 'new' },
      ...reads
        ? [{
          ...{ command: 'select', clause: 'WITH CHECK', row: 'new', usingAsCheck: true } as const,
        }]
        : [],
    ];
    for (const each of asked) {
      const value = await this.ask(each, row);
      if (value === true) continue;
      const raised = isRaised(value) ? value : says.checkViolation(this.table, this.lastPolicies());
      this.refuse(raised);
      return;
    }
  }

  private removed(): Promise<unknown> {
    const own = this.rowTriggers();
    return own.length > 0 ? this.beforeCheck() : Promise.resolve();
  }

  private rowTriggers() {
    return this.table.triggers.filter(({ eachRow, before, events }) =>
      eachRow && before && events.includes(this.intent.command)
    );
  }

  private async beforeCheck(): Promise<WholeRow | undefined> {
    const triggers = this.rowTriggers();
    const before = await rowBeforeCheck(this.ports, this.table, this.intent);
    if ('row' in before) {
      const changed = says.changesBetween(
        this.intent,
        (await this.old)?.columns,
        before.row.columns,
      );
      if (triggers.length > 0) this.steps.push(says.triggersStep(triggers, changed));
      return before.row;
    }
    if ('raised' in before) {
      this.steps.push(says.triggersStep(triggers, [], before.raised));
      this.refuse(before.raised);
    } else if ('none' in before) {
      this.steps.push(says.leftOut(triggers));
      this.stop({ result: 'none' });
    } else {
      this.steps.push(says.notLookedAt(triggers, before.unknown));
      this.stop({ result: 'unknown' });
    }
    return undefined;
  }

  private async ask(asked: Asked, row: WholeRow): Promise<Outcome> {
    return this.note(await askPolicies(this.asPerson, this.table, asked, row), row);
  }

  private note(step: Awaited<ReturnType<typeof askPolicies>>, row: WholeRow): Outcome {
    const full: PoliciesStep = { ...step, ...says.policies(step) };
    this.steps.push(full);
    this.asked.push({ step: full, row });
    return full.value;
  }

  private lastPolicies(): PoliciesStep {
    return this.steps.at(-1) as PoliciesStep;
  }
}
