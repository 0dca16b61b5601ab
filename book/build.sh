#!/usr/bin/env bash
# Builds the book in both languages into book/build, with the stories that its pages show. Needs mdbook.
# TEGAMI names the program; without it, cargo builds and runs it.
set -euo pipefail
cd "$(dirname "$0")"

program=${TEGAMI:-cargo run --quiet --}

for lang in en ja; do
    mdbook build "$lang"
    for lesson in $(grep -rhoE 'stories/[a-z0-9/-]+\.html' "$lang/src" | sed 's|^stories/||; s|\.html$||' | sort -u); do
        mkdir -p "build/$lang/stories/$(dirname "$lesson")"
        $program run "$lesson" --lang "$lang" --format html -o "build/$lang/stories/$lesson.html"
    done
done
cp index.html build/index.html
