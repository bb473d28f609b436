import type { Equivalent } from '../equivalence.ts';

/** Of mailings. */
export const equivalentMailings: Equivalent[] = [
  {
    mutants:
      /^grant execute on function private\.((address_digest|attribution_of|compare_groups|forget_address|mailing_mac|resubscribe)\(.*\) to|(give_up_messages|mailing_quiet_end|message_verdicts|next_sending_time|plan_messages|promoted_at|refusals_of)\(.*\) to (anon|authenticated|public)$|(attributed_orders|awaited_since|customer_zone|group_sums|is_mailing_stopped|mailing_cap|template_values)\(.*\) to anon$)/,
    because: 'It runs with the rights of who calls it, and needs what stays closed to them.',
  },
  {
    mutants:
      /^function private\.(note_(orders|segment_changes)|recall_suppressions)\(\): security invoker$/,
    because: 'Only functions of the owner write the table that it is a trigger of.',
  },
  {
    mutants:
      /^function private\.(mailing_preferences\(text\): condition 2, "r\.shop_id = c|put_mailing_preferences\(.*: condition 4, "r\.shop_id = cu|start_dry_run\(.*: condition 8, "r\.shop_id = a|settle_messages\(.*: condition 9, "k\.shop_id = e|redact_shop_customer\(.*: condition 16, "d\.shop_id = c).*, is true$/,
    because: 'By its foreign key the row is of the same shop.',
  },
  {
    mutants: /^function private\.preview_values\(.*: condition 5, "c\.shop_id = shop", is true$/,
    because: 'The values are asked of the same shop, in which there is no such customer.',
  },
  {
    mutants: /^function private\.answer_data_request\(uuid\): condition 14, "l\.customer_id /,
    because: 'It differs for a customer of more than ten thousand messages.',
  },
  {
    mutants: /^function private\.claim_messages\(.*: condition (15|16), .* is true$/,
    because: 'Either keeps the values away of whom nothing is sent to: the other still does.',
  },
  {
    mutants: /^function private\.settle_messages\(.*: condition (1|2), /,
    because: 'Which customers are held: races.test.ts has two workers at once.',
  },
  {
    mutants:
      /^function private\.settle_messages\(.*: condition 6, "m\.status = 'sending'", is true$/,
    because: 'By a CHECK what has a claim is being sent.',
  },
  {
    mutants: /^function private\.note_approvals\(\): condition 3, "a\.in_effect", is true$/,
    because: 'It is asked of every row once more.',
  },
  {
    mutants:
      /^function private\.note_(approvals\(\): condition 5|graduations\(\): condition 1), "s\.gym_id in .* is true$/,
    because: 'The shops of other gyms are joined to no row.',
  },
  {
    mutants:
      /^function private\.note_(approvals\(\): condition 6|graduations\(\): condition 2), "s\.deleted_at is null", is true$/,
    because:
      'A shop that was deleted has no customers, and automations only until they go as well.',
  },
  {
    mutants:
      /^function private\.note_(orders\(\): condition 3|segment_changes\(\): condition 2), "w\.since is not null", is true$/,
    because: 'Nothing happened at or after null: it says ahead of the rows what they say each.',
  },
  {
    mutants: /^function private\.note_orders\(\): condition 1, .* is false$/,
    because: 'Of no rows it notes nothing either.',
  },
  {
    mutants:
      /^function private\.recall_suppressions\(\): condition (1, .* is false|(2|4), .* is true)$/,
    because: 'It looks sooner whether there is anything to join; a digest of nothing is null.',
  },
];
