#!/usr/bin/env bash
# Uploads the same slices to Orthanc by its REST API, N at a time: orthanc.sh FOLDER [FILES] [CLIENTS]. Prints files a second.
# Orthanc's own settings, so that every file is on the disk (SyncStorageArea) as in the platform.
set -euo pipefail
folder=$1 files=${2:-1000} clients=${3:-4}
work=$(mktemp -d)
port=$(python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])')
printf '{"HttpPort":%d,"DicomServerEnabled":false,"RemoteAccessAllowed":false,"AuthenticationEnabled":false,"StorageDirectory":"%s","IndexDirectory":"%s"}' "$port" "$work" "$work" >"$work/orthanc.json"
Orthanc "$work/orthanc.json" >"$work/log" 2>&1 &
server=$!
trap 'kill $server; wait $server 2>/dev/null || true; rm -rf "$work"' EXIT
until curl -sf "http://127.0.0.1:$port/system" >/dev/null; do sleep 0.2; done
find "$folder" -name '*.dcm' | sort | awk -v n="$files" 'NR<=n' >"$work/list"
start=$(date +%s.%N)
awk -v c="$clients" -v w="$work" '{ f = w "/client" (NR % c); print "next" > f ".tmp"; print "url = \"http://127.0.0.1:PORT/instances\"\ndata-binary = \"@" $0 "\"\nsilent\noutput = \"/dev/null\"\nnext" > f }' "$work/list"
sed -i "s/PORT/$port/" "$work"/client?
for list in "$work"/client?; do curl -s --config "$list" & jobs[${#jobs[@]}]=$!; done
wait "${jobs[@]}"
end=$(date +%s.%N)
stored=$(curl -s "http://127.0.0.1:$port/statistics" | sed -n 's/.*"CountInstances" : \([0-9]*\).*/\1/p')
awk -v s="$start" -v e="$end" -v n="$stored" -v c="$clients" 'BEGIN { printf "Orthanc: %d files stored, %.0f files/s with %d clients\n", n, n/(e-s), c }'
