import { type ErrorKind, type RefusalCode, refusals } from './refusals.ts';

interface RefusalFacts {
  /** The input at fault, if one is: `body.gym_id`. */
  field?: string;
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
  readonly retryAt: Date | undefined;

  constructor(readonly code: RefusalCode, { field, retryAt, detail }: RefusalFacts = {}) {
    const [kind, text] = refusals[code];
    super(detail ?? text);
    this.kind = kind;
    this.field = field;
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
