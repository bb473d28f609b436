import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { DoorError } from '../errors.ts';
import { prologueOf, type Scope } from '../scope.ts';
import {
  described,
  frame,
  type Message,
  MessageReader,
  MessageSieve,
  readParse,
  readyForQuery,
  run,
  sync,
  type TransactionStatus,
} from './wire.ts';

/** What goes out ahead of a statement, in the same flight and the same transaction. */
export interface Lead {
  /** BEGIN and savepoints, in order; they come before the scope. */
  readonly commands: readonly string[];
  /** Null for COMMIT and ROLLBACK alone, which touch no row. */
  readonly scope: Scope | null;
  /** Of the work that the statement is part of. */
  readonly traceparent?: string | undefined;
}

/** Where the conversation's own words go. */
export interface Ends {
  toServer(bytes: Buffer): void;
  toDriver(bytes: Buffer): void;
}

const NO_LEAD: Lead = { commands: [], scope: null };

interface Admission {
  readonly ticket: Buffer;
  readonly lead: Lead;
}

const UNSCOPED = new Set(['commit', 'rollback']);
const STARTUP_ANSWERS = new Set(['R', 'K', 'S', 'N', 'E', 'Z', 'v']);
const LEAD_ANSWERS = new Set(['1', '2', 'D', 'C']);
const STATEMENT_ANSWERS = new Set(['1', 't', 'T', 'n', '2', 'D', 'C', 'I']);
const COPY_ANSWERS = new Set(['G', 'H', 'W']);

/**
 * Reads along between driver and server. Every statement leaves with the lead it was admitted
 * with, in one flight that ends in one Sync, and only one flight is in the air. Whatever can not
 * be accounted for throws a DoorError, upon which the connection must be destroyed.
 */
export class Conversation {
  /** Nothing that could get into a statement from outside can begin like a ticket. */
  readonly #key = randomBytes(12).toString('base64url');
  #tickets = 0;
  #phase: 'startup' | 'ready' | 'flying' = 'startup';
  #status: TransactionStatus = 'I';
  #greeted = false;
  #admission: Admission | null = null;
  #held: Buffer[] = [];
  #shape = '';
  #parameterTypes: Buffer = Buffer.alloc(2);
  #hidden = 0;
  #failed = false;
  readonly #driver = new MessageReader();
  readonly #server = new MessageSieve((type, status) => this.#passes(type, status));

  constructor(private readonly ends: Ends) {}

  /** How the server's side stood at its last ReadyForQuery. */
  get status(): TransactionStatus {
    return this.#status;
  }

  /** Nothing is in the air or announced, and no transaction is open. */
  get idle(): boolean {
    return this.#phase === 'ready' && this.#status === 'I' && !this.#admission && !this.#shape;
  }

  /**
   * What the driver should still hear when the server is gone. A FATAL error is the server's last
   * word; only with an end to it does the driver report the SQLSTATE.
   */
  hangUp(): Buffer[] {
    return this.#phase === 'flying' && this.#failed ? [readyForQuery('I')] : [];
  }

  /**
   * Lets the next statement pass, with its lead. Returns the ticket its text must begin with,
   * which is taken off on the way. It is good once: no statement can meet another one's scope.
   */
  admit(lead: Lead): string {
    if (this.#admission || this.#phase === 'flying') {
      throw new DoorError('PROTOCOL_VIOLATION', 'The connection is in use');
    }
    const ticket = `${this.#key}${this.#tickets++}:`;
    this.#admission = { ticket: Buffer.from(ticket), lead };
    return ticket;
  }

  fromDriver(chunk: Buffer): void {
    if (!this.#greeted) return this.#greet(chunk);
    for (const message of this.#driver.read(chunk)) this.#take(message);
  }

  /** The parts of the server's answer that are the driver's business. */
  fromServer(chunk: Buffer): Buffer[] {
    return this.#server.sift(chunk);
  }

  /** The startup message is the only one without a type. */
  #greet(chunk: Buffer): void {
    if (chunk.length < 8 || chunk.readInt32BE(0) !== chunk.length || chunk.readInt16BE(4) !== 3) {
      throw new DoorError('PROTOCOL_VIOLATION', 'The driver did not begin with a startup message');
    }
    this.#greeted = true;
    this.ends.toServer(chunk);
  }

  #take({ type, body }: Message): void {
    if (type === 'X') return this.ends.toServer(frame('X'));
    if (this.#phase === 'startup') {
      if (type !== 'p') unexpected(type, 'from the driver during startup');
      return this.ends.toServer(frame('p', body));
    }
    if (this.#phase === 'flying') unexpected(type, 'while a statement is in the air');
    this.#shape += type;
    switch (this.#shape) {
      case 'P':
        this.#held = [this.#redeem(body)];
        return;
      case 'PDH':
        // The driver wants parameter types before it binds, at the price of a flight. It is told
        // those it named itself, and learns the columns from the real answer.
        return this.ends.toDriver(described(this.#parameterTypes));
      case 'PD':
      case 'PDB':
      case 'PDBE':
      case 'PDHB':
      case 'PDHBE':
        this.#held.push(frame(type, body));
        return;
      case 'PDBES':
      case 'PDHBES':
        return this.#fly();
      case 'S':
      case 'PDHS':
        // The driver gave up before Bind; nothing has gone out.
        this.#clear();
        return this.ends.toDriver(readyForQuery(this.#status));
      default:
        unexpected(type, 'from the driver');
    }
  }

  /** The statement without its ticket; without one it gets no further. */
  #redeem(body: Buffer): Buffer {
    const { text, parameterTypes } = readParse(body);
    const admission = this.#admission;
    if (!admission || !text.subarray(0, admission.ticket.length).equals(admission.ticket)) {
      throw new DoorError('UNSCOPED_STATEMENT', 'A statement came without a scope');
    }
    const own = text.subarray(admission.ticket.length);
    if (!admission.lead.scope && !UNSCOPED.has(own.toString())) {
      throw new DoorError('UNSCOPED_STATEMENT', 'Only COMMIT and ROLLBACK go without a scope');
    }
    this.#parameterTypes = parameterTypes;
    const nul = Buffer.alloc(1);
    return frame('P', Buffer.concat([nul, own, nul, parameterTypes]));
  }

  #fly(): void {
    const { commands, scope, traceparent }: Lead = this.#admission?.lead ?? NO_LEAD;
    const lead = commands.map((command) => run(command));
    if (scope) lead.push(prologueOf(scope, traceparent));
    const flight = Buffer.concat([...lead, ...this.#held, sync]);
    this.#clear();
    this.#hidden = lead.length;
    this.#failed = false;
    this.#phase = 'flying';
    this.ends.toServer(flight);
  }

  #clear(): void {
    this.#admission = null;
    this.#held = [];
    this.#shape = '';
  }

  #passes(type: string, status: string): boolean {
    if (this.#phase === 'startup') {
      if (!STARTUP_ANSWERS.has(type)) unexpected(type, 'from the server during startup');
      if (type === 'Z') this.#land(status);
      return true;
    }
    if (type === 'S' || type === 'N') return true;
    if (this.#phase === 'ready') {
      // Between statements the server speaks up only to say goodbye.
      throw new DoorError('CONNECTION_CLOSED', 'The server closed the connection');
    }
    if (type === 'E') {
      this.#failed = true;
      this.#hidden = 0;
      return true;
    }
    if (this.#hidden > 0) {
      if (!LEAD_ANSWERS.has(type)) unexpected(type, 'in answer to the scope');
      if (type === 'C') this.#hidden -= 1;
      return false;
    }
    if (type === 'Z') {
      this.#land(status);
      return true;
    }
    if (COPY_ANSWERS.has(type)) {
      throw new DoorError('STATEMENT_REFUSED', 'COPY does not pass the database door');
    }
    if (!STATEMENT_ANSWERS.has(type)) unexpected(type, 'from the server');
    return true;
  }

  #land(status: string): void {
    if (status !== 'I' && status !== 'T' && status !== 'E') unexpected('Z', 'without a status');
    this.#status = status;
    this.#phase = 'ready';
  }
}

function unexpected(type: string, where: string): never {
  throw new DoorError('PROTOCOL_VIOLATION', `Unexpected message ${JSON.stringify(type)} ${where}`);
}
