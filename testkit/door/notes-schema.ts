import { relations } from 'drizzle-orm';
import { integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** A small world of the door's own: every user sees and writes their own notes only. */
export const notes = pgTable('door_notes', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  owner: text('owner').notNull(),
  body: text('body').notNull(),
  tags: text('tags').array(),
  details: jsonb('details'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});

export const comments = pgTable('door_comments', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  noteId: integer('note_id').notNull().references(() => notes.id),
  body: text('body').notNull(),
});

export const notesRelations = relations(notes, ({ many }) => ({ comments: many(comments) }));
export const commentsRelations = relations(comments, ({ one }) => ({
  note: one(notes, { fields: [comments.noteId], references: [notes.id] }),
}));

export const schema = { notes, comments, notesRelations, commentsRelations };
