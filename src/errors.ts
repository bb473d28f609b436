import { type ErrorKind, type RefusalCode, refusals } from './refusals.ts';

/** One of several things at fault. */
export interface Fault {
  /** The input: `body.people.3`. */
  field: string;
  /** Which rule of its own it breaks; the refusal's code unless told. */
  code?: string;
  message?: string;
  /** What a program can use of it, as the operation's description says. */
  facts?: Record<string, unknown>;
}

interface RefusalFacts {
  /** The input at fault, if one is: `body.gym_id`. */
  field?: string;
  /** Where several are at fault: each. */
  faults?: readonly Fault[];
  /** When it makes sense to ask again, if that is known. */
  retryAt?: Date;
  /** What to tell people instead of the code's own text, where the case says more. */
  detail?: string;
}

/** A refusal in the product's words: a verb throws it and knows nothing of HTTP. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly kind: ErrorKind;
  readonly field: string | undefined;
  readonly faults: readonly Fault[];
  readonly retryAt: Date | undefined;

  constructor(
    readonly code: RefusalCode,
    { field, faults = [], retryAt, detail }: RefusalFacts = {},
  ) {
    const [kind, text] = refusals[code];
    super(detail ?? text);
    this.kind = kind;
    this.field = field;
    this.faults = field === undefined ? faults : [{ field }, ...faults];
    this.retryAt = retryAt;
  }
}

/** Makes the refusal of a code, which `src/refusals.ts` declares. */
export const refuse = (code: RefusalCode, facts?: RefusalFacts) => new AppError(code, facts);

/** Refuses what the state of a thing does not allow: the conflict `<thing>_<state>`. */
export const wrongState = <T extends string, S extends string>(
  thing: T,
  state: `${T}_${S}` extends RefusalCode ? S : never,
) => refuse(`${thing}_${state}` as RefusalCode);
