#!/bin/sh
# Finds a command, or installs the Debian packages that bring it: need.sh "NAME OTHER-NAME" PACKAGE...
set -eu
names=$1
shift
for name in $names; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
as_root=""
if [ "$(id -u)" != 0 ]; then as_root="sudo"; fi
if ! command -v apt-get >/dev/null 2>&1 || ! command -v ${as_root:-true} >/dev/null 2>&1; then
  echo "This needs one of: $names. Install it and run this again." >&2
  exit 1
fi
echo "Installing $*" >&2
$as_root apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
