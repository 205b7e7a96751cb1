#!/bin/sh
# Installs what the browser tests need beside Python packages: Chromium, Firefox, WebKit with a virtual display, and Node and Java
# for the page checkers. From Debian's packages if apt is there and we are root; else only Playwright's Chromium.
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
    # Ubuntu has no firefox-esr: missing packages are ignored, and the tests that need them are skipped.
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
    echo "npm is not installed: the accessibility and HTML checks will be skipped."
fi
