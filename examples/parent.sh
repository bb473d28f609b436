#!/bin/sh
# What a parent calls whose children train in two gyms: who the children are, where each has been, what
# is on there, and a place in the next class of theirs. With `npm run dev` running:
#   sh examples/parent.sh
set -eu

# What an expression makes of the JSON that comes in, which is `it`.
of() { node -pe "const it = JSON.parse(require('fs').readFileSync(0)); $1"; }
in_days() { node -pe "new Date(Date.now() + $1 * 86400000).toISOString().slice(0, 10)"; }

# The demo's guardian signs in.
eval "$(npm run -s status | of '
  const p = it.people.find(({ role }) => role === "GUARDIAN");
  `URL=${it.api_url} KEY=${it.publishable_key} EMAIL=${p.email} PASSWORD=${p.password}`')"
TOKEN=$(curl -s "$URL/auth/v1/token?grant_type=password" -H "apikey: $KEY" \
  -H 'content-type: application/json' -d "{\"email\":\"$EMAIL\",\"password\":\"$PASSWORD\"}" \
  | of it.access_token)
API=$URL/functions/v1
ME="Authorization: Bearer $TOKEN"
JSON='content-type: application/json'

# The next class that takes bookings now, of those the child has been to.
NEXT='
  const [been, on] = it.map(({ items }) => items), ms = 3600000;
  const next = on.find(({ class_id, status, starts_at, bookable_from_hours: hours }) =>
    been.some((one) => one.class_id === class_id) && status !== "cancelled" && hours &&
    Date.parse(starts_at) > Date.now() && Date.parse(starts_at) - hours * ms < Date.now());
  `${next.class_id} ${next.class_date}`'

CHILDREN=$(curl -s "$API/identity/children" -H "$ME")
for CHILD in $(echo "$CHILDREN" | of 'it.items.map(({ id }) => id).join(" ")'); do
  BEEN=$(curl -s "$API/academy/check-ins?user_id=$CHILD" -H "$ME")
  GYM=$(echo "$BEEN" | of 'it.items[0].gym_id')
  ON=$(curl -s "$API/academy/gyms/$GYM/occurrences?from=$(in_days -1)&to=$(in_days 8)" -H "$ME")
  set -- $(echo "[$BEEN, $ON]" | of "$NEXT")
  curl -s "$API/academy/classes/$1/bookings?user_id=$CHILD" -H "$ME" -H "$JSON" -d "{\"class_date\":\"$2\"}"
  echo
done
