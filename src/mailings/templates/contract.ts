import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';
import { textOf } from '../../db/declare/bounds.ts';
import { messageTemplateVersions } from '../../db/schema/mailings/templates/message-template-versions.ts';
import {
  messageTemplates,
  templateLocale,
  templateName,
} from '../../db/schema/mailings/templates/message-templates.ts';
import { messageChannel } from '../../db/schema/store/enums.ts';

const locale = templateLocale.schema.meta({
  description: 'A language, with a region if it matters',
});
const MAX_LANGUAGES = 10;
/** Together they fit the CHECK of the column, also where every character has four bytes. */
const MAX_BYTES = 180_000;

const subject = textOf(300).schema.refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), {
  error: 'must be one line',
});

const Content = z.strictObject({
  subject: subject.meta({ description: 'Of a push its title' }),
  text: textOf(20_000).schema,
  html: textOf(60_000).schema.optional().meta({
    description: 'The body of the HTML, without the document around it; for mails',
  }),
});

/** As it is kept. */
const told = z.record(
  z.string(),
  z.object({ subject: z.string(), text: z.string(), html: z.string().optional() }),
);
const toldFallbacks = z.record(z.string(), z.record(z.string(), z.string()));

const words = {
  default_locale: 'en',
  contents: {
    'en': {
      subject: 'We miss you, {{ first_name }}',
      text: 'Your last order was on {{ last_order_on | default: "a day long ago" }}.',
      html: '<p>Have a look: <a href="{{ shop_url }}">the shop of {{ gym_name }}</a></p>',
    },
    'pt-BR': {
      subject: 'Saudades, {{ first_name }}',
      text: 'Seu último pedido foi em {{ last_order_on | default: "algum dia" }}.',
    },
  },
  fallbacks: { 'en': { first_name: 'friend' }, 'pt-BR': { first_name: 'amiga' } },
};

const example = {
  id: EXAMPLE.template_id,
  shop_id: EXAMPLE.shop_id,
  name: 'We miss you',
  channel: 'email' as const,
  ...words,
  published_version: 2,
  archived_at: null,
  created_at: EXAMPLE.asked,
  updated_at: EXAMPLE.decided,
};

/** The draft of a template, in all its languages, and which version of it was published last. */
export const Template = createSelectSchema(messageTemplates, {
  id: z.guid(),
  shop_id: z.guid(),
  contents: told,
  fallbacks: toldFallbacks,
  archived_at: instant.nullable(),
  ...timestamps,
}).meta({ id: 'MessageTemplate', example });
export type Template = z.output<typeof Template>;

export const TemplateVersion = createSelectSchema(messageTemplateVersions, {
  id: z.guid(),
  shop_id: z.guid(),
  template_id: z.guid(),
  contents: told,
  fallbacks: toldFallbacks,
  variables: z.array(z.string()).meta({
    description: 'The values of a customer that it cannot do without',
  }),
  created_at: instant,
}).meta({
  id: 'MessageTemplateVersion',
  example: {
    id: EXAMPLE.template_version_id,
    shop_id: EXAMPLE.shop_id,
    template_id: EXAMPLE.template_id,
    number: 2,
    channel: 'email',
    ...words,
    variables: ['gym_name', 'shop_url'],
    created_at: EXAMPLE.decided,
  },
});
export type TemplateVersion = z.output<typeof TemplateVersion>;

const fits = (value: unknown) =>
  new TextEncoder().encode(JSON.stringify(value)).length <= MAX_BYTES;
const notMany = (value: object) => Object.keys(value).length <= MAX_LANGUAGES;

const fields = {
  name: templateName.schema,
  default_locale: locale.meta({ description: 'Who reads none of the languages gets this one' }),
  contents: z.record(templateLocale.schema, Content)
    .refine(notMany, { error: `must have at most ${MAX_LANGUAGES} languages` })
    .refine(fits, { error: `must be at most ${MAX_BYTES} bytes` })
    .meta({ description: 'What it says, by language, in Liquid: `{{ first_name }}`' }),
  fallbacks: z.record(
    templateLocale.schema,
    z.record(z.string().min(1).max(50), textOf(100).schema),
  ).refine(notMany, { error: `must have at most ${MAX_LANGUAGES} languages` })
    .refine((value) => JSON.stringify(value).length <= 5_000, { error: 'must be shorter' })
    .meta({ description: 'What stands for a value that a customer has none of, by language' }),
};

const hasDefault = {
  error: 'must have the default language',
  path: ['contents'],
};

export const CreateTemplateInput = z.strictObject({
  ...fields,
  channel: z.enum(messageChannel.enumValues),
  fallbacks: fields.fallbacks.default({}),
}).refine(({ contents, default_locale }) => Object.hasOwn(contents, default_locale), hasDefault)
  .meta({
    id: 'CreateMessageTemplateInput',
    example: { name: 'We miss you', channel: 'email', ...words },
  });
export type CreateTemplateInput = z.output<typeof CreateTemplateInput>;

export const ChangeTemplateInput = z.strictObject(fields).partial()
  .refine((input) => Object.keys(input).length > 0, { error: 'must name at least one field' })
  .meta({ id: 'ChangeMessageTemplateInput', example: { name: 'We miss you already' } });
export type ChangeTemplateInput = z.output<typeof ChangeTemplateInput>;

export const TemplateParams = z.object({ template_id: z.guid() });
export const TemplatesQuery = PageQuery.extend({
  archived: z.stringbool().prefault('false').meta({
    description: 'Those out of use',
    example: 'false',
  }),
});

export const PreviewInput = z.strictObject({
  customer_id: z.guid(),
  version: z.int().min(1).optional().meta({ description: 'A published one; without it the draft' }),
  locale: locale.optional().meta({ description: "Instead of the customer's own language" }),
}).meta({ id: 'PreviewMessageInput', example: { customer_id: EXAMPLE.customer_id } });

/** What a customer would be sent, but for the secret in its links. */
export const Preview = z.object({
  locale: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
}).meta({
  id: 'MessagePreview',
  example: {
    locale: 'en',
    subject: 'We miss you, Ana',
    text: 'Your last order was on March 2, 2026.\n\n-- \nYou get this mail because …',
    html: null,
    headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  },
});
export type Preview = z.output<typeof Preview>;

/** What templates may name. */
export const TemplateValues = z.object({
  items: z.array(z.object({
    name: z.string(),
    type: z.enum(['text', 'name', 'number', 'money', 'date', 'link']),
    nullable: z.boolean().meta({ description: 'A text that prints it says what stands for it' }),
    what: z.string(),
    sample: z.union([z.string(), z.number()]),
    triggers: z.array(z.string()).nullable().meta({ description: 'It comes with these alone' }),
  })),
}).meta({
  id: 'TemplateValues',
  example: {
    items: [{
      name: 'first_name',
      type: 'name',
      nullable: true,
      what: "The customer's first name",
      sample: 'Ana',
      triggers: null,
    }],
  },
});
