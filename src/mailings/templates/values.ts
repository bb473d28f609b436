import type { ValueOf } from '../../db/declare/choice.ts';
import type { customerValues } from '../../db/schema/mailings/lists.ts';
import type { triggerType } from '../../db/schema/store/enums.ts';

export type Trigger = (typeof triggerType.enumValues)[number];

/**
 * What kind of value it is, which decides how it is written: `name` is text that a customer chose for
 * themselves, `money` and `date` are written as the language has them, `link` alone may be an address.
 */
export type ValueType = 'text' | 'name' | 'number' | 'money' | 'date' | 'link';

export interface TemplateValue {
  type: ValueType;
  /** Whether a customer may have none: a text that prints it then needs what stands for it. */
  nullable: boolean;
  what: string;
  /** As the database tells it. */
  example: string | number;
  /** It comes with these triggers alone; otherwise every customer has it. */
  triggers?: readonly Trigger[];
  /** The value in whose currency the money is. */
  currency?: string;
}

const orders = ['order_placed', 'first_purchase'] as const;

/**
 * Every value that a template may name, by its name. `private.template_values` tells those of customers,
 * the details of an automation's entry those that come with a trigger.
 */
export const templateValues = {
  first_name: {
    type: 'name',
    nullable: true,
    what: "The customer's first name",
    example: 'Ana',
  },
  last_name: { type: 'name', nullable: true, what: 'Their last name', example: 'Souza' },
  shop_domain: {
    type: 'text',
    nullable: false,
    what: 'The domain of the shop at Shopify, which has no other name here',
    example: 'kaizen-dojo.myshopify.com',
  },
  shop_url: {
    type: 'link',
    nullable: false,
    what: 'Where the shop is',
    example: 'https://kaizen-dojo.myshopify.com',
  },
  gym_name: { type: 'text', nullable: false, what: 'Whose shop it is', example: 'Kaizen Dojo' },
  orders_count: { type: 'number', nullable: false, what: 'Orders that count', example: 4 },
  total_spent: {
    type: 'money',
    nullable: false,
    what: 'What they come to, less refunds',
    example: '480.0000',
    currency: 'currency',
  },
  currency: { type: 'text', nullable: false, what: "The shop's, by ISO 4217", example: 'BRL' },
  last_order_on: {
    type: 'date',
    nullable: true,
    what: 'The day of the last order that counts, by the clock of the shop',
    example: '2026-03-02',
  },
  segment: {
    type: 'text',
    nullable: true,
    what: 'What the scores come to, as the list of segments has it',
    example: 'loyal',
  },
  belt: {
    type: 'text',
    nullable: true,
    what: 'The rank that the gym gave a grown-up member last, as ranks have it',
    example: 'blue',
  },
  order_number: {
    type: 'text',
    nullable: false,
    what: 'The number of the order that was placed',
    example: '#1042',
    triggers: orders,
  },
  order_total: {
    type: 'money',
    nullable: false,
    what: 'What that order comes to',
    example: '120.0000',
    triggers: orders,
    currency: 'order_currency',
  },
  order_currency: {
    type: 'text',
    nullable: false,
    what: 'The currency of that order',
    example: 'BRL',
    triggers: orders,
  },
  previous_segment: {
    type: 'text',
    nullable: true,
    what: 'The segment they come from',
    example: 'champions',
    triggers: ['segment_changed'],
  },
  days_absent: {
    type: 'number',
    nullable: false,
    what: 'Days since the last check-in',
    example: 21,
    triggers: ['absent'],
  },
  awarded_belt: {
    type: 'text',
    nullable: false,
    what: 'The belt that they were promoted to',
    example: 'purple',
    triggers: ['graduated'],
  },
} as const satisfies
  & Record<ValueOf<typeof customerValues>, TemplateValue>
  & Record<string, TemplateValue>;

export type ValueName = keyof typeof templateValues;

/** What a template may name, as a list: `valueOf` answers undefined for what it may not. */
export const valueNames = Object.keys(templateValues) as ValueName[];

/** The declaration of a value; undefined for a name that is none, also one of `Object`'s own. */
export const valueOf = (name: string): TemplateValue | undefined =>
  Object.hasOwn(templateValues, name) ? templateValues[name as ValueName] : undefined;

/** The examples of all values: what a template is tried with. */
export const exampleValues: Record<string, string | number> = Object.fromEntries(
  Object.entries(templateValues).map(([name, { example }]) => [name, example]),
);
