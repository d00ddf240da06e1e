namespace IncidentConsole.Domain.Reconciliation;

/// <summary>
/// The replay as a shell loop: slow, but right. Both forms of segments, the value of EXISTS instead of an exit code, the survivor's own endpoint, the
/// status of each answer; it stops at what it cannot ask instead of calling it new or a duplicate (defects 47 to 53).
/// </summary>
internal static class ReplayCommand
{
    public static string Of(string segments, string isKnown, string submit) => $$"""
        bash -euo pipefail <<'REPLAY'
        export LC_ALL=C
        {{segments}}
        is_known() { {{isKnown}}; }
        submit() { {{submit}}; }
        replay() {
          local id known status
          id=$(jq -er 'select(type == "object").pcs_id | strings' <<<"$1" 2>/dev/null) || { echo "malformed $key"; return 0; }
          [ "$id" = "$(jq -j '"\(.merkle_root)|\(.epoch)|\(.shard_id)"' <<<"$1" | sha256sum | cut -d' ' -f1)" ] || { echo "refused $id: not the id of its contents"; return 0; }
          known=$(is_known)
          if [ "$known" = 1 ]; then echo "duplicate $id"; return 0; fi
          [ "$known" = 0 ] || { echo "the dedup store does not say: $known" >&2; exit 1; }
          status=$(printf '%s' "$1" | submit)
          case $status in 200) echo "new $id" ;; 202) echo "escalated $id" ;; 4??) echo "refused $id: $status" ;; *) echo "failed $id: $status" ;; esac
        }
        lines() { while IFS= read -r body || [ -n "$body" ]; do replay "$body"; done; }
        timed() {
          while IFS= read -r -d '|' at; do
            IFS= read -r -d '|' length && IFS= read -r -N "$length" body && IFS= read -r end && [ -z "$end" ] || { echo "malformed or torn, read it by hand: $key" >&2; return 1; }
            replay "$body"
          done
        }
        segments | while IFS= read -r key; do
          case $key in *.jsonl) segment "$key" | lines ;; *) segment "$key" | timed ;; esac
        done
        REPLAY
        """;
}
