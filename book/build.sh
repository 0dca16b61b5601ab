#!/usr/bin/env bash
# Builds the book in both languages into book/build. Needs mdbook.
set -euo pipefail
cd "$(dirname "$0")"

for lang in en ja; do
    mdbook build "$lang"
done
cp index.html build/index.html
