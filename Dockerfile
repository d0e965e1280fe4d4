# An image with factlint in it: see docs/docker.md.
FROM rust:1-slim-bookworm AS build
WORKDIR /build
COPY Cargo.toml Cargo.lock README.md ./
COPY benches benches
COPY claims claims
COPY rules rules
COPY src src
RUN cargo build --release --locked

FROM debian:bookworm-slim
# `--diff-base` asks git, in whatever version the distribution has.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/*
COPY --from=build /build/target/release/factlint /usr/local/bin/factlint
WORKDIR /work
# nobody
USER 65534:65534
ENTRYPOINT ["factlint"]
CMD ["check"]
