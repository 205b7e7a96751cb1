#!/bin/sh
# Installs a Chromium for the browser tests: Debian's when apt is there and we may, else Playwright's.
set -eu
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
else
    "$1" install chromium
fi
