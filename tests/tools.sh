#!/bin/sh
# Installs what the tests need beyond pip, where it may (as root on a Debian system); else says what to do.
# Under CI a part that is still missing afterwards is a failure, never a skip.
set -u

missing() {
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || echo chromium
    command -v chromedriver >/dev/null || echo chromium-driver
    command -v pdftoppm >/dev/null || echo poppler-utils
    command -v soffice >/dev/null || echo libreoffice-writer-nogui
    [ -e /usr/lib/libreoffice/program/libsclo.so ] || [ ! -d /usr/lib/libreoffice/program ] && command -v soffice >/dev/null || echo libreoffice-calc-nogui
    [ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ] || echo fonts-noto-cjk
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || echo postgresql
}

wanted=$(missing | tr '\n' ' ')
[ -z "$wanted" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing for the tests: $wanted" >&2
    log=$(mktemp)
    # A cluster that Debian would create and start on its own is not needed: the tests start theirs.
    mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # a list of packages
    { apt-get update && apt-get install --yes --no-install-recommends $wanted; } >"$log" 2>&1 || tail -n 20 "$log" >&2
    rm -f "$log"
    wanted=$(missing | tr '\n' ' ')
    [ -z "$wanted" ] && exit 0
fi

echo "The tests need what is not installed: $wanted" >&2
echo "On Debian or Ubuntu: sudo apt-get install $wanted" >&2
[ -n "${CI:-}" ] && exit 1
echo "Tests that need it will say so and be left out." >&2
exit 0
