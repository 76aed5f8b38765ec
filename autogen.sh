#!/bin/sh
# The newcomer's one door.
#
#   ./autogen.sh          generate ./configure
#   ./autogen.sh demo     install what is missing, build in build/, index corpus/, answer the example query
#   ./autogen.sh check    install what is missing, build in build/, run the tests
#   ./autogen.sh TARGET   the same up to « make TARGET »
#
# Options after the target go to configure: ./autogen.sh check --enable-sanitizers
set -eu
cd "$(dirname "$0")"

BUILD_PACKAGES='gcc g++ make autoconf automake libtool pkg-config
    libxapian-dev libutf8proc-dev libstemmer-dev libzstd-dev libxxhash-dev libjansson-dev libyaml-dev
    libyajl-dev libcmark-dev libxml2-dev libarchive-dev libgmime-3.0-dev'
CHECK_PACKAGES='libcmocka-dev sharness libarchive-tools mandoc jq xapian-tools binutils clang-format'

say() {
    printf 'autogen: %s\n' "$*" >&2
}

# The packages named that Debian's database does not show as installed.
missing() {
    for package in "$@"; do
        dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || printf '%s ' "$package"
    done
}

install_missing() {
    if ! command -v dpkg-query >/dev/null 2>&1; then
        say "this is no Debian or Ubuntu: the equivalents of these packages are needed: $*"
        return
    fi
    lacking=$(missing "$@")
    [ -n "$lacking" ] || return 0
    as_root=
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            say "these packages are missing, and neither root nor sudo is at hand: $lacking"
            say "as root: apt-get install $lacking"
            exit 1
        fi
        as_root=sudo
    fi
    say "installing what is missing: $lacking"
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $lacking >/dev/null 2>&1 || {
        $as_root apt-get update -qq
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $lacking
    }
}

generate() {
    mkdir -p build-aux
    if ! autoreconf --install --force >autogen.log 2>&1; then
        cat autogen.log >&2
        exit 1
    fi
    rm -f autogen.log
}

target=${1:-}
[ $# -eq 0 ] || shift

# shellcheck disable=SC2086
case $target in
'')
    for tool in autoreconf libtoolize pkg-config; do
        command -v $tool >/dev/null 2>&1 || {
            install_missing $BUILD_PACKAGES
            break
        }
    done
    generate
    say 'now: ./configure && make && make check'
    exit
    ;;
demo) install_missing $BUILD_PACKAGES ;;
*) install_missing $BUILD_PACKAGES $CHECK_PACKAGES ;;
esac

generate
if [ -f config.status ]; then
    say 'this folder was configured itself: make distclean, so that build/ can be'
    make -s distclean
fi
mkdir -p build
cd build
say 'configuring in build/'
if ! ../configure --quiet "$@" >configure.out 2>&1; then
    cat configure.out >&2
    exit 1
fi
say 'building'
if ! make --no-print-directory -s -j"$(nproc)" all >make.out 2>&1; then
    tail -n 40 make.out >&2
    exit 1
fi

case $target in
demo)
    cd ..
    say 'build/limier index corpus/'
    rm -rf build/demo
    build/limier index -d build/demo corpus/
    say 'build/limier search Amazon infrastructure IA'
    build/limier search -d build/demo Amazon infrastructure IA
    say 'the program is build/limier; the manual: man -l docs/limier.1; another query of this index:'
    say '    build/limier search -d build/demo grève cheminots'
    ;;
*) make --no-print-directory -j"$(nproc)" "$target" ;;
esac
