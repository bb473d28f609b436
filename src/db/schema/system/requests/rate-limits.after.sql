-- Written at every limited request, and nothing is lost when a crash forgets it: no WAL.
alter table private.rate_limits set unlogged;
