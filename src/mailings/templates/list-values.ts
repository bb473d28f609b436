import type { z } from 'zod';
import type { TemplateValues } from './contract.ts';
import { type TemplateValue, templateValues } from './values.ts';

/** Lists what templates may name, with its type, an example, and whether a customer may have none. */
export const listValues = (): Promise<z.output<typeof TemplateValues>> =>
  Promise.resolve({
    items: Object.entries<TemplateValue>(templateValues).map((
      [name, { type, nullable, what, example, triggers }],
    ) => ({
      name,
      type,
      nullable,
      what,
      sample: example,
      triggers: triggers ? [...triggers] : null,
    })),
  });
