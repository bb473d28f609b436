CREATE SCHEMA "private";
