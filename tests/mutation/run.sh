#!/usr/bin/env bash
# The mutation score of the library's folders: Stryker makes and compiles the mutants, ReaderStudy.Mutation runs the tests that reach
# each of them in one process a core, which takes minutes where a process a mutant takes hours. Prints a table; survivors go to standard error.
#   tests/mutation/run.sh [FOLDER...]     default: Agreement Roc Mrmc
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d "${TMPDIR:-/tmp}/readerstudy-mutation.XXXXXX")
trap 'rm -rf "$work"' EXIT
tests=tests/ReaderStudy.Statistics.Tests
dotnet tool restore >/dev/null
dotnet build tests/mutation/ReaderStudy.Mutation -c Release --nologo -v quiet -clp:NoSummary >&2
dotnet build $tests --nologo -v quiet -clp:NoSummary >&2
[ $# -gt 0 ] || set -- Agreement Roc Mrmc
# Stryker is given a test that reaches none of the folders, so that it only makes the mutants, compiles them into the library and lists them.
cat >"$work/stryker.json" <<JSON
{ "stryker-config": { "project": "ReaderStudy.Statistics.csproj", "mutate": [$(printf '"**/%s/*.cs",' "$@" | sed 's/,$//')], "reporters": ["json"],
  "test-case-filter": "FullyQualifiedName~RandomStreamTests", "concurrency": 1 } }
JSON
(cd $tests && dotnet stryker -f "$work/stryker.json" -O "$work/out" >"$work/log" 2>&1) &
stryker=$!
until grep -qE "will be tested|It.s a mutant-free world" "$work/log" 2>/dev/null; do
  kill -0 $stryker 2>/dev/null || { cat "$work/log" >&2; echo "Stryker ended before its tests." >&2; exit 1; }
  sleep 0.2
done
cp -r $tests/bin/Debug/net10.0 "$work/bin"
wait $stryker || true
report=$(find "$work/out" -name mutation-report.json | head -1)
[ -n "$report" ] || { cat "$work/log" >&2; echo "Stryker wrote no report." >&2; exit 1; }
tests/mutation/ReaderStudy.Mutation/bin/Release/net10.0/ReaderStudy.Mutation "$report" "$work/bin" "$@"
