import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { type Draws, draws } from '../../../../testkit/doubles/shopify/people/random.ts';

/** By which columns a writer finds its rows and lets them refer to each other. */
export interface Way {
  key: 'id' | 'uuid';
  reference: 'visit_id' | 'visit_uuid';
}
export const OLD: Way = { key: 'id', reference: 'visit_id' };
export const NEW: Way = { key: 'uuid', reference: 'visit_uuid' };

/** Who waits longer is cancelled, as a request would be: that is a failure. In milliseconds. */
const PATIENCE = { lock_timeout: 2000, statement_timeout: 5000 };

/** What a writer has written of its own rows, by their codes; null: deleted. */
export interface Written {
  /** Notes of visits. */
  visits: Map<string, string | null>;
  /** Codes of the visits that payments are of. */
  payments: Map<string, string | null>;
  /** How often it added one to the row that all write. */
  hot: number;
}

export interface Writer {
  written: Written;
  writes: number;
  failures: string[];
  longest_ms: number;
  way: Way;
  /** Goes on until it has done so many writes more. */
  atLeast(writes: number): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A client that writes all the time on a connection of its own: enters, notes, pays, moves a payment to
 * another visit, takes one back, deletes a visit. It does not try again; a write that fails has failed.
 *
 * @param share its rows of the seed: those whose number leaves `index` when divided by `of`
 */
export function startWriter(
  url: string,
  share: { index: number; of: number; visits: number },
): Writer {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: PATIENCE });
  const writer = {
    written: { visits: new Map(), payments: new Map(), hot: 0 } as Written,
    ...{ writes: 0, failures: [] as string[], longest_ms: 0, way: OLD },
    async atLeast(writes: number) {
      const until = writer.writes + writer.failures.length + writes;
      while (writer.writes + writer.failures.length < until) await sleep(10);
    },
    async stop() {
      stopped = true;
      await working;
      await sql.end();
    },
  };
  let stopped = false;
  const life = new Life(sql, writer, share);
  const working = (async () => {
    while (!stopped) {
      const from = performance.now();
      try {
        await life.write();
        writer.writes++;
      } catch (error) {
        writer.failures.push(String(error));
      }
      writer.longest_ms = Math.max(writer.longest_ms, performance.now() - from);
      await sleep(1);
    }
  })();
  return writer;
}

class Life {
  private readonly draw: Draws;
  private entered = 0;
  /** Of the write that it is at: code that runs is not exchanged in the middle of a request. */
  private way = OLD;
  /** How many payments a visit has, where that is not the seed's. */
  private readonly paid = new Map<string, number>();

  constructor(
    private readonly sql: postgres.Sql,
    private readonly writer: { way: Way; written: Written },
    private readonly share: { index: number; of: number; visits: number },
  ) {
    this.draw = draws(share.index + 1);
  }

  write(): Promise<void> {
    this.way = this.writer.way;
    const writes = [this.enter, this.note, this.pay, this.move, this.takeBack, this.remove];
    return this.draw.of([...writes, this.note, this.hot]).call(this);
  }

  private async enter(): Promise<void> {
    const code = `w${this.share.index}.${++this.entered}`;
    const { key, reference } = this.way;
    await this.sql.begin(async (tx) => {
      const [visit] = await tx`
        insert into visits (code, note) values (${code}, 'new') returning ${tx(key)} as key`;
      await tx`
        insert into payments ${tx({ code: `p${code}`, [reference]: visit!.key })}`;
    });
    this.writer.written.visits.set(code, 'new');
    this.count(`p${code}`, code);
  }

  private async note(): Promise<void> {
    const code = this.visit();
    const note = `noted ${this.draw.below(1_000_000)}`;
    const key = await this.keyOf(code);
    await this.sql`update visits set note = ${note} where ${this.sql(this.way.key)} = ${key}`;
    this.writer.written.visits.set(code, note);
  }

  private async pay(): Promise<void> {
    const code = this.visit();
    const payment = `x${this.share.index}.${++this.entered}`;
    const row = { code: payment, [this.way.reference]: await this.keyOf(code) };
    await this.sql`insert into payments ${this.sql(row)}`;
    this.count(payment, code);
  }

  private async move(): Promise<void> {
    const payment = this.payment();
    if (!payment) return this.pay();
    const code = this.visit();
    const cells = { [this.way.reference]: await this.keyOf(code) };
    await this.sql`update payments set ${this.sql(cells)} where code = ${payment}`;
    this.count(payment, code);
  }

  private async takeBack(): Promise<void> {
    const payment = this.payment();
    if (!payment) return this.pay();
    await this.sql`delete from payments where code = ${payment}`;
    this.count(payment, null);
  }

  private async remove(): Promise<void> {
    const code = this.visit();
    if (this.paidFor(code) > 0) return this.note();
    const key = await this.keyOf(code);
    await this.sql`delete from visits where ${this.sql(this.way.key)} = ${key}`;
    this.writer.written.visits.set(code, null);
  }

  private async hot(): Promise<void> {
    await this.sql`update visits set note = (note::int + 1)::text where code = 'hot'`;
    this.writer.written.hot++;
  }

  private async keyOf(code: string): Promise<string | number> {
    const { key } = this.way;
    const [row] = await this.sql`select ${this.sql(key)} as key from visits where code = ${code}`;
    return row!.key as string | number;
  }

  /** A visit of its own that is still there: of the seed, or one that it entered. */
  private visit(): string {
    const { index, of, visits } = this.share;
    const { written } = this.writer;
    for (;;) {
      const code = this.entered > 0 && this.draw.percent(30)
        ? `w${index}.${1 + this.draw.below(this.entered)}`
        : `v${index + of * (1 + this.draw.below(Math.floor(visits / of) - 1))}`;
      const note = written.visits.get(code);
      if (note !== null && (note !== undefined || code.startsWith('v'))) return code;
    }
  }

  /** A payment of its own that is still there, of a visit drawn at random. */
  private payment(): string | undefined {
    const code = this.visit();
    const payment = `p${code}`;
    const of = this.writer.written.payments.get(payment);
    return of === null || (of === undefined && !this.seedPaid(code)) ? undefined : payment;
  }

  private seedPaid = (code: string) => code.startsWith('v') && Number(code.slice(1)) % 2 === 0;

  private paidFor = (code: string): number => this.paid.get(code) ?? Number(this.seedPaid(code));

  /** Writes down of which visit a payment is now. */
  private count(payment: string, visit: string | null): void {
    const { payments } = this.writer.written;
    const seedVisit = payment.slice(1);
    const before = payments.get(payment) ?? (this.seedPaid(seedVisit) ? seedVisit : null);
    if (before && payments.get(payment) !== null) this.paid.set(before, this.paidFor(before) - 1);
    if (visit) this.paid.set(visit, this.paidFor(visit) + 1);
    payments.set(payment, visit);
  }
}
