# What a change must pass. `just ci` is what .ci/run runs.
ci:
    .ci/run

# The two commands of the README.
play:
    cargo run --release

test:
    cargo test

fmt:
    cargo fmt

lint:
    cargo clippy --all-targets -- -D warnings

# How fast, beside what nothing can make faster.
bench:
    cargo bench

doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

deny:
    cargo deny check --hide-inclusion-graph bans licenses sources

# The book in both languages: open book/build/index.html.
book:
    book/build.sh

# Writes the golden stories anew after the words have changed on purpose; read the diff.
bless:
    TEGAMI_BLESS=1 cargo test --test cli golden
    TEGAMI_BLESS=1 cargo test --test book shown
