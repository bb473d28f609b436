-- Hosted, the tick starts with the first migration; elsewhere this says false and does nothing.
select private.schedule_jobs();
