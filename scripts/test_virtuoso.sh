#!/bin/sh
# Publishes the shipped map to Virtuoso (Debian: virtuoso-opensource) and asks it there.
# usage: scripts/test_virtuoso.sh [DIRECTORY OF guanxi]; `make servers` installs Virtuoso first.
set -eu
cd "$(dirname "$0")/.."
bin=${1:-.venv/bin}
folder=$(mktemp -d)
port=18890
cat > "$folder/virtuoso.ini" <<INI
[Database]
DatabaseFile = $folder/virtuoso.db
ErrorLogFile = $folder/virtuoso.log
LockFile = $folder/virtuoso.lck
TransactionFile = $folder/virtuoso.trx
xa_persistent_file = $folder/virtuoso.pxa
[TempDatabase]
DatabaseFile = $folder/virtuoso-temp.db
TransactionFile = $folder/virtuoso-temp.trx
[Parameters]
ServerPort = 11111
DirsAllowed = $folder
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = $port
[SPARQL]
ResultSetMaxRows = 100000
INI
virtuoso-t +configfile "$folder/virtuoso.ini" +foreground > "$folder/out" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null || true; rm -rf "$folder"' EXIT
"$bin/python" - <<PY
import time, urllib.request
for attempt in range(120):
    try:
        urllib.request.urlopen("http://127.0.0.1:$port/sparql?query=ASK%7B%7D").close()
        break
    except OSError:
        time.sleep(1)
else:
    raise SystemExit("Virtuoso did not start: " + open("$folder/out").read())
PY
export GUANXI_PASSWORD=dba
endpoint="http://127.0.0.1:$port/sparql"
"$bin/guanxi" publish graph --endpoint "$endpoint" --user dba
"$bin/guanxi" publish graph --endpoint "$endpoint" --user dba
asked=$("$bin/guanxi" query --map graph --endpoint "$endpoint" 'SELECT ?who { ?who gx:founded ent:netease }' -f csv)
case "$asked" in
  *id/ding-lei*) echo "Virtuoso answers: $asked" ;;
  *) echo "Virtuoso answered: $asked" >&2; exit 1 ;;
esac
