-- Tries many cells in one round trip, for the mutants: each in a subtransaction that is rolled back.
-- Called by a superuser, who can take any login; not security definer: the statements run as the role
-- the cell becomes, as anyone's would. plpgsql asks for the right to call a function once in a
-- transaction, whoever called first: cells that are tried "apart" find nothing of those before them.
create schema probe;

create table probe.cells (
  id integer primary key, login text, role text, claims text, signature text, sub text,
  steps text[], returns_rows boolean
);

create function probe.try_cells(wanted integer[], apart boolean) returns jsonb[]
language plpgsql set search_path = public as $$
declare
  cells constant probe.cells[] := array(
    select c from unnest(wanted) with ordinality w (id, place) join probe.cells c using (id)
    order by place
  );
  cell probe.cells;
  answers jsonb[] := '{}';
  answer jsonb;
  result record;
  affected bigint;
  step text;
begin
  foreach cell in array cells loop
    begin
      if apart then
        discard plans;
      end if;
      perform set_config('session_authorization', cell.login, true);
      perform set_config('role', cell.role, true),
        set_config('request.jwt.claims', cell.claims, true),
        set_config('request.jwt.signature', cell.signature, true),
        set_config('request.jwt.claim.sub', cell.sub, true);
      foreach step in array cell.steps[:cardinality(cell.steps) - 1] loop
        execute step;
      end loop;
      step := cell.steps[cardinality(cell.steps)];
      answer := '[]';
      if cell.returns_rows then
        for result in execute step loop
          answer := answer || jsonb_build_array(to_jsonb(result));
        end loop;
        answer := jsonb_build_object('rows', answer, 'count', jsonb_array_length(answer));
      else
        execute step;
        get diagnostics affected = row_count;
        answer := jsonb_build_object('rows', answer, 'count', affected);
      end if;
      raise exception using errcode = 'RB000';
    exception
      when sqlstate 'RB000' then null;
      when others then answer := jsonb_build_object('code', sqlstate, 'message', sqlerrm);
    end;
    answers := answers || answer;
  end loop;
  return answers;
end
$$;
