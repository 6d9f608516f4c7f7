#!/usr/bin/env bash
# Installs what the tests need and is missing, builds, runs every test, and closes with "N passed, N failed, N skipped".
# Needs the .NET 10 SDK and Node 20; on Debian as root (or with sudo) it installs the rest.
set -euo pipefail
cd "$(dirname "$0")/.."
results=$(mktemp -d "${TMPDIR:-/tmp}/readerstudy-tests.XXXXXX")
database=""
fuzzing=""

say() { printf '\n== %s\n' "$*"; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi; }

# initdb and the server refuse to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

stop() {
  [ -z "$fuzzing" ] || kill "$fuzzing" 2>/dev/null || true
  if [ -n "$database" ]; then
    as_postgres "$postgres/pg_ctl" -D "$database/data" -m immediate stop >/dev/null 2>&1 || true
    as_root rm -rf "$database" 2>/dev/null || rm -rf "$database"
  fi
  rm -rf "$results"
}
trap stop EXIT

install_missing() {
  local missing=()
  command -v vips >/dev/null || missing+=(libvips-tools)
  command -v chromium >/dev/null || missing+=(chromium)
  command -v pdftotext >/dev/null || missing+=(poppler-utils)
  command -v qpdf >/dev/null || missing+=(qpdf)
  command -v gdcmconv >/dev/null || missing+=(libgdcm-tools)
  command -v ojph_compress >/dev/null || missing+=(openjph-tools)
  command -v Orthanc >/dev/null || [ -x /usr/sbin/Orthanc ] || missing+=(orthanc)
  [ -f /usr/share/orthanc/plugins/libOrthancDicomWeb.so ] || missing+=(orthanc-dicomweb)
  command -v storescu >/dev/null || missing+=(dcmtk)
  command -v dciodvfy >/dev/null || missing+=(dicom3tools)
  command -v opj_decompress >/dev/null || missing+=(libopenjp2-tools)
  command -v dcm2niix >/dev/null || missing+=(dcm2niix)
  command -v python3 >/dev/null || missing+=(python3)
  [ -d /usr/lib/python3/dist-packages/pydicom ] || missing+=(python3-pydicom)
  [ -d /usr/lib/python3/dist-packages/numpy ] || missing+=(python3-numpy)
  [ -d /usr/lib/python3/dist-packages/nibabel ] || missing+=(python3-nibabel)
  command -v cc >/dev/null || missing+=(gcc libc6-dev)
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
  if [ ${#missing[@]} -gt 0 ]; then
    say "Installing ${missing[*]}"
    if ! command -v apt-get >/dev/null; then
      echo "These are missing and this is not Debian: ${missing[*]}. Tests that need them are skipped."
      return
    fi
    as_root apt-get update -qq
    install_without_starting "${missing[@]}"
  fi
}

# Nothing that a package brings may run: Orthanc's service would listen on every interface, PostgreSQL's on a port. The tests start their own.
install_without_starting() {
  local policy=/usr/sbin/policy-rc.d ours="" status=0
  if [ ! -e "$policy" ]; then
    ours=yes
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null || status=$?
  [ -z "$ours" ] || as_root rm "$policy"
  # Where another policy let them start they are stopped; and none starts with the machine.
  for service in orthanc postgresql; do
    if [[ " $* " == *" $service "* ]]; then
      as_root service "$service" stop >/dev/null 2>&1 || true
      as_root update-rc.d "$service" disable >/dev/null 2>&1 || true
    fi
  done
  return "$status"
}

start_postgres() {
  postgres=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -1)" 2>/dev/null) || true
  [ -n "$postgres" ] && [ -x "$postgres/initdb" ] || return 0
  database=$(mktemp -d "${TMPDIR:-/tmp}/readerstudy-postgres.XXXXXX")
  [ "$(id -u)" != 0 ] || chown postgres "$database"
  as_postgres "$postgres/initdb" -D "$database/data" -U postgres --auth=trust --no-sync >/dev/null
  # Only a socket in a folder of our own: nothing listens on a port.
  as_postgres "$postgres/pg_ctl" -D "$database/data" -w -o "-k $database -c listen_addresses='' -c fsync=off -c max_connections=200" \
    -l "$database/log" start >/dev/null
  export READERSTUDY_TEST_POSTGRES="Host=$database;Username=postgres;Database=postgres"
}

install_missing
command -v node >/dev/null || { echo "Node 20 or newer is missing: install it and run again."; exit 2; }

say "Format"
dotnet tool restore >/dev/null
dotnet csharpier check .

say "Build"
dotnet build ReaderStudy.sln -c Release --nologo -v quiet -clp:NoSummary

# A person at a browser has the machine to themselves: what is looked at there comes after all else.
in_browser() {
  local failed=0
  (cd src/ReaderStudy.Web/Viewer && npx --no-install tsc --noEmit && npx --no-install vitest run --reporter=default --reporter=json --outputFile="$results/viewer.json") || failed=1
  if command -v chromium >/dev/null; then
    (cd src/ReaderStudy.Web/Viewer && node --test --test-concurrency=1 --test-reporter=spec --test-reporter-destination=stdout \
      --test-reporter=tap --test-reporter-destination="$results/viewer.tap" checks/*.check.mjs) || failed=1
  fi
  dotnet test tests/ReaderStudy.Browser.Tests -c Release --no-build --nologo -v quiet --logger "trx;LogFileName=browser.trx" \
    --logger "console;verbosity=minimal" --results-directory "$results" || failed=1
  return $failed
}

failed=0
say "Tests"
for project in $(basename -a tests/*.Tests); do
  [ "$project" = ReaderStudy.Browser.Tests ] || grep -q "$project.csproj" tests/AllButBrowser.slnf || { echo "$project is missing from tests/AllButBrowser.slnf."; failed=1; }
done
start_postgres
export READERSTUDY_VALIDATION_TABLE="$results/validation.md"
# One thread is all that it uses, and it counts processor time: it runs beside the tests, which leave some.
dotnet run -c Release --no-build --project tests/fuzz/ReaderStudy.Dicom.Fuzz -- --inputs 20000 --tap "$results/fuzz.tap" >"$results/fuzz.log" 2>&1 &
fuzzing=$!
dotnet test tests/AllButBrowser.slnf -c Release --no-build --nologo -v quiet --logger "trx" --logger "console;verbosity=minimal" --results-directory "$results" || failed=1

say "Changed DICOM files"
wait "$fuzzing" || failed=1
fuzzing=""
cat "$results/fuzz.log"

say "Viewer and pages in a browser"
in_browser || failed=1

if [ -f "$READERSTUDY_VALIDATION_TABLE" ]; then
  say "The statistics against the reference packages"
  cat "$READERSTUDY_VALIDATION_TABLE"
fi
node tests/summary.mjs "$results" || failed=1
exit $failed
