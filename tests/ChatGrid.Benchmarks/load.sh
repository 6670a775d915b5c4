#!/usr/bin/env bash
# load.sh BENCH [SET…]: the load of BENCH (folder with bench.sh and loadgen.mjs) on the built program, everything durable on SQLite.
# Sets: chatter-zh, ticket-zh, ticket-zh-r100 … (see BENCH/README.md). First lines: cold start to the first answer, memory at rest.
# OWN=no: all chats in one grid, so that reports of the same place join one ticket.
set -euo pipefail
bench=$(cd "${1:?folder of the load generator}" && pwd); shift
cd "$(dirname "$0")/../.."
program=src/ChatGrid/bin/Release/net10.0/ChatGrid.dll
work=$(mktemp -d); port=${PORT:-5077}; url=http://127.0.0.1:$port
[ -f "$program" ] || dotnet build src/ChatGrid -c Release -v quiet
python3 tests/ChatGrid.Benchmarks/bench-town.py config "$work/config"
options=(--urls "$url" --data "$work/data" --environment Development)
[ "${OWN:-yes}" = no ] || options+=(--config "$work/config")

start() {
  local begun; begun=$(date +%s%N)
  dotnet "$program" "${options[@]}" >"$work/log" 2>&1 </dev/null & pid=$!
  until curl -sf -o /dev/null "$url/health/ready"; do kill -0 $pid || { cat "$work/log"; exit 1; }; sleep 0.02; done
  echo "$1: $(( ($(date +%s%N) - begun) / 1000000 )) ms to the first answer, $(awk '/VmRSS/ {print int($2 / 1024)}' /proc/$pid/status) MiB"
}
stop() { kill $pid 2>/dev/null || true; wait $pid 2>/dev/null || true; }
trap 'stop; rm -rf "$work"' EXIT

start "first start"; stop
start "second start"
for set in "${@:-chatter-zh ticket-zh ticket-zh-r100}"; do
  for one in $set; do SET=$one WARMUP=${WARMUP:-18} DURATION=${DURATION:-10} bash "$bench/bench.sh" chatgrid "$url/api/messages" "$pid" "$work/out" || true; done
done
echo "after the load: $(awk '/VmRSS/ {print int($2 / 1024)}' /proc/$pid/status) MiB"
