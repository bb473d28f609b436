/** The parts of a message that are templates. */
export type Part = 'subject' | 'text' | 'html';

/**
 * What keeps a template from being published. `syntax`: it cannot be read, or names a tag or filter that
 * there is not. `variable_unknown`: there is no such value. `fallback_missing`: a customer may have none,
 * and nothing stands for it. `markup_refused`, `output_refused`, `link_refused`: see `checkMarkup`.
 * `language_unknown`: fallbacks of a language that it has not. `cannot_render`: it takes too long, grows
 * too much, or says nothing.
 */
export type FaultCode =
  | 'syntax'
  | 'variable_unknown'
  | 'fallback_missing'
  | 'markup_refused'
  | 'output_refused'
  | 'link_refused'
  | 'language_unknown'
  | 'cannot_render';

export interface TemplateFault {
  code: FaultCode;
  locale: string;
  /** Null where the fault is in what stands for a value. */
  part: Part | null;
  /** The value it is about. */
  variable?: string;
  /** The line of the source, from 1. */
  line?: number;
  message: string;
}

/** A fault of a source, whose language and part the caller knows. */
export type SourceFault = Omit<TemplateFault, 'locale' | 'part'>;
