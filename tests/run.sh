#!/usr/bin/env bash
# The one test command: installs what a bare Debian machine with the .NET SDK and Node lacks, builds, runs all suites.
# Last line: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NUGET_XMLDOC_MODE=skip MSBUILDDISABLENODEREUSE=1 CHATGRID_TEST_OUTPUT="$PWD/tests/output"
mkdir -p tests/output

stop() { echo "$1" >&2; echo "0 passed, 1 failed, 0 skipped"; exit 1; }

need=()
command -v chromium >/dev/null || need+=(chromium)
fc-list 2>/dev/null | grep -qi 'Noto Sans CJK' || need+=(fonts-noto-cjk fontconfig)
command -v npm >/dev/null || need+=(nodejs npm)
if [ ${#need[@]} -gt 0 ]; then
  sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
  echo "installing: ${need[*]}"
  { $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq "${need[@]}"; } >tests/output/apt.log 2>&1 || { tail -n 20 tests/output/apt.log; stop "apt-get could not install ${need[*]}"; }
fi

for package in $(git ls-files '*package.json' 2>/dev/null | grep ^tests/); do
  (cd "$(dirname "$package")" && npm install --no-audit --no-fund --loglevel=error) >tests/output/npm.log 2>&1 || { tail -n 20 tests/output/npm.log; stop "npm could not install $package"; }
done

dotnet build ChatGrid.sln -v quiet -clp:NoSummary || stop "the build failed"

dotnet test tests/ChatGrid.Tests --no-build -v quiet --logger "trx;LogFileName=tests.trx" --results-directory tests/output || true

count() { grep -o "$1=\"[0-9]*\"" tests/output/tests.trx | head -n 1 | grep -o '[0-9]*'; }
[ -f tests/output/tests.trx ] || stop "the tests wrote no result"
passed=$(count passed); failed=$(count failed); total=$(count total)
skipped=$((total - passed - failed))
if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then failed=$((failed + skipped)); fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
