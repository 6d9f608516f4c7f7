#!/usr/bin/env bash
# Writes one migration for both databases: migrations/add.sh AddConsent. Needs no running database.
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?usage: migrations/add.sh Name}
dotnet tool restore >/dev/null
export DesignTime=true
for database in Sqlite PostgreSql; do
  dotnet restore --force "migrations/$database" >/dev/null
  dotnet ef migrations add "$name" --project "migrations/$database" --context ReaderStudyDbContext --output-dir Migrations
done
unset DesignTime
dotnet restore --force migrations/Sqlite >/dev/null
dotnet restore --force migrations/PostgreSql >/dev/null
