import { relations } from 'drizzle-orm';
import { classes } from '../academy/schedule/classes.ts';
import { users } from '../identity/users.ts';
import { assets } from './assets.ts';
import { attachments } from './attachments.ts';

export const assetsRelations = relations(assets, ({ one, many }) => ({
  class: one(classes, { fields: [assets.class_id], references: [classes.id] }),
  maker: one(users, {
    fields: [assets.created_by],
    references: [users.id],
    relationName: 'asset_maker',
  }),
  attachments: many(attachments),
}));

export const attachmentsRelations = relations(attachments, ({ one }) => ({
  class: one(classes, { fields: [attachments.class_id], references: [classes.id] }),
  asset: one(assets, { fields: [attachments.asset_id], references: [assets.id] }),
  maker: one(users, {
    fields: [attachments.created_by],
    references: [users.id],
    relationName: 'attachment_maker',
  }),
}));
