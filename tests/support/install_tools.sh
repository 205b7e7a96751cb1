#!/bin/sh
# Installs what the browser tests need and Python cannot bring: a Chromium, a Firefox, a WebKit with a screen for it, and Node
# and Java for the checkers of pages. Debian's own packages when apt is there and we may; else Playwright's Chromium, and the rest is
# passed over.
set -eu
missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing="$missing firefox-esr"
command -v WebKitWebDriver >/dev/null || missing="$missing webkit2gtk-driver"
command -v Xvfb >/dev/null || missing="$missing xvfb"
command -v npm >/dev/null || missing="$missing nodejs npm"
command -v java >/dev/null || missing="$missing default-jre-headless"
if [ -n "$missing" ] && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -qq
    # Ubuntu has no firefox-esr: what is not there is passed over, and its tests say so.
    there=""
    for name in $missing; do
        if apt-cache show "$name" >/dev/null 2>&1; then there="$there $name"; fi
    done
    # shellcheck disable=SC2086 # a list of packages
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $there >/dev/null
fi
command -v chromium >/dev/null || "$1" install chromium
if command -v npm >/dev/null; then
    npm ci --prefix tests/browser --silent --ignore-scripts
else
    echo "npm is not here: the accessibility and HTML checkers will be passed over."
fi
