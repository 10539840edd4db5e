#!/bin/sh
# .ci/install.sh KIND... - install the Debian packages a kind of work needs.
#
# KIND is build (compile and run) or test (what the tests add). Installs only
# what is missing, as root or through sudo; where neither is possible it names
# the packages and stops.
set -eu

build="gcc libc6-dev pkg-config libsqlite3-dev libjansson-dev libpcre2-dev
libutf8proc-dev libstemmer-dev libxxhash-dev libarchive-dev libxml2-dev
zlib1g-dev libsmartcols-dev libical-dev"
test="libcmocka-dev shellcheck sqlite3 jq time zip unzip groff"

missing=
for kind in "$@"; do
    case $kind in
    build) wanted=$build ;;
    test) wanted=$test ;;
    *)
        echo "install.sh: unknown kind '$kind' (build, test)" >&2
        exit 2
        ;;
    esac
    for package in $wanted; do
        state=$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null ||
            true)
        case $state in
        ?i*) ;;
        *) missing="$missing $package" ;;
        esac
    done
    # The schema validator runs on Node, from wherever it came.
    if [ "$kind" = test ]; then
        command -v node >/dev/null 2>&1 || missing="$missing nodejs"
        command -v npm >/dev/null 2>&1 || missing="$missing npm"
    fi
done
if [ -z "$missing" ]; then
    exit 0
fi

if [ "$(id -u)" = 0 ]; then
    as_root=
elif sudo -n true 2>/dev/null || { [ -t 0 ] && command -v sudo >/dev/null; }; then
    as_root=sudo
else
    as_root=none
fi
if [ "$as_root" = none ] || ! command -v apt-get >/dev/null 2>&1; then
    {
        echo "These Debian packages are needed and cannot be installed from here"
        echo "(not root, and no sudo or no apt-get):"
        echo " $missing"
        echo "Ask for:  apt-get install$missing"
    } >&2
    exit 1
fi

echo "installing:$missing"
apt() {
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq \
        -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 "$@" >/dev/null
}
# shellcheck disable=SC2086
apt install -y --no-install-recommends $missing 2>/dev/null || {
    apt update
    # shellcheck disable=SC2086
    apt install -y --no-install-recommends $missing
}
