insert into private.write_switch default values on conflict do nothing;
