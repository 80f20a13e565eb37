#!/bin/sh
# Tries the examples of docs/serving.md: nginx below a path, the systemd unit, the steps of the Dockerfile.
# usage: scripts/try_serving.sh [DIRECTORY OF guanxi]
set -eu
cd "$(dirname "$0")/.."
sh scripts/need.sh nginx nginx-light
sh scripts/need.sh systemd-analyze systemd
bin=$(cd "${1:-.venv/bin}" && pwd)
folder=$(mktemp -d)
started=""
trap 'for each in $started; do kill "$each" 2>/dev/null || true; done; wait; rm -rf "$folder"' EXIT
export GUANXI_CACHE="$folder/cache"

fail() { echo "$1" >&2; exit 1; }
# What is asked, and a text that must be in the answer.
expect() {
  answer=$(curl --silent --fail --location --retry 120 --retry-connrefused --retry-delay 1 "$2" -H "accept: ${4:-*/*}" || true)
  case "$answer" in *"$3"*) echo "$1: $2" ;; *) fail "$1: $2 has no '$3': $(echo "$answer" | head -c 300)" ;; esac
}

# nginx, as anybody on a free port, with the location that is shown.
mkdir -p "$folder/nginx"
sed 's/127.0.0.1:8000/127.0.0.1:18000/' examples/serving/nginx.conf > "$folder/location.conf"
cat > "$folder/nginx.conf" <<CONF
pid $folder/nginx.pid;
error_log $folder/nginx.log;
events {}
http {
  access_log off;
  client_body_temp_path $folder/nginx; proxy_temp_path $folder/nginx; fastcgi_temp_path $folder/nginx;
  uwsgi_temp_path $folder/nginx; scgi_temp_path $folder/nginx;
  server { listen 127.0.0.1:18080; include $folder/location.conf; }
}
CONF
"$bin/guanxi" serve graph --port 18000 --root-path /maps --trust-proxy 127.0.0.1 > "$folder/out" 2> "$folder/log" &
started="$started $!"
nginx -e "$folder/nginx.log" -c "$folder/nginx.conf" -g 'daemon off;' &
started="$started $!"
expect guanxi http://127.0.0.1:18000/query html
site=http://127.0.0.1:18080/maps
expect nginx "$site/" "<!doctype html>"
expect nginx "$site/query" 'href="query/editor.css"'
expect nginx "$site/query/editor.css" "{"
expect nginx "$site/id/wang-xing" "../site.css" text/html
expect nginx "$site/sparql" "<$site/sparql>" text/turtle
expect nginx "$site/reconcile" "$site/id/"
expect nginx "$site/sitemap.xml" "<loc>$site/id/wang-xing</loc>"
# From an address that is not trusted, as any client's.
curl -s -o /dev/null --interface 127.0.0.2 -H 'X-Forwarded-For: 192.0.2.9' -H 'Forwarded: for=192.0.2.9' -H 'X-Forwarded-Prefix: /evil' "$site/ns.ttl"
sleep 1
grep -q '127.0.0.2 "GET /maps/ns.ttl"' "$folder/log" || fail "a client of nginx is believed: $(tail -1 "$folder/log")"

# The unit, with this command in the place of the one that is shown.
sed "s|/opt/guanxi/bin|$bin|" examples/serving/guanxi.service > "$folder/guanxi.service"
systemd-analyze verify "$folder/guanxi.service" && echo "systemd: the unit is sound"

# The image, where docker runs; else its steps, in the places that they name.
if docker info > /dev/null 2>&1; then
  docker build -q -f examples/serving/Dockerfile -t guanxi-example . && echo "docker: the image is built"
else
  mkdir "$folder/package"
  sed -n 's/^COPY \(.*\) [^ ]*$/\1/p' examples/serving/Dockerfile | xargs -I{} sh -c "cp -r {} '$folder/package'"
  "$bin/python" -m venv "$folder/venv"
  (cd "$folder/package" && PATH="$folder/venv/bin:$PATH" sh -c "$(sed -n 's/^RUN //p' "$OLDPWD/examples/serving/Dockerfile") --quiet")
  ln -s "$PWD/graph" "$folder/map"
  command=$(sed -n 's/^ENTRYPOINT \[\(.*\)\]/\1/p' examples/serving/Dockerfile | tr -d '",')
  # shellcheck disable=SC2086 -- a list of words
  (unset PYTHONPATH; cd "$folder" && exec "venv/bin/${command%% *}" $(echo "${command#* }" | sed "s|/map|$folder/map|") --watch --port 18001) > "$folder/out2" 2>&1 &
  started="$started $!"
  expect "the image's steps" "http://127.0.0.1:18001/id/wang-xing.ttl" "xiaonei"
fi
