import { relations } from 'drizzle-orm';
import { gyms } from '../../academy/gyms.ts';
import { rankRules } from './rank-rules.ts';
import { rankSystems } from './rank-systems.ts';
import { ranks } from './ranks.ts';

export const rankSystemsRelations = relations(rankSystems, ({ one, many }) => ({
  gym: one(gyms, { fields: [rankSystems.gym_id], references: [gyms.id] }),
  ranks: many(ranks),
  rules: many(rankRules),
}));

export const ranksRelations = relations(ranks, ({ one }) => ({
  system: one(rankSystems, { fields: [ranks.system_id], references: [rankSystems.id] }),
}));

export const rankRulesRelations = relations(rankRules, ({ one }) => ({
  system: one(rankSystems, { fields: [rankRules.system_id], references: [rankSystems.id] }),
}));
