#!/usr/bin/env bash
# Builds the book in both languages into book/build, with the stories that its pages show. Needs mdbook.
# TEGAMI names the program; without it, cargo builds and runs it.
set -euo pipefail
cd "$(dirname "$0")/.."

program=${TEGAMI:-cargo run --quiet --}
rm -rf book/build

for lang in en ja; do
    mdbook build "book/$lang"
    for lesson in $(grep -rhoE 'stories/[a-z0-9/-]+\.html' "book/$lang/src" | sed 's|^stories/||; s|\.html$||' | sort -u); do
        page="book/build/$lang/stories/$lesson.html"
        mkdir -p "$(dirname "$page")"
        $program run "$lesson" --lang "$lang" --format html -o "$page"
    done
done
cp book/index.html book/build/index.html
