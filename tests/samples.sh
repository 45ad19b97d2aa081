#!/bin/sh
# SPDX-License-Identifier: ISC
# samples.sh - see that systemd accepts the unit files in samples/.
#
# usage: tests/samples.sh FEEDGEN
set -eu
export LC_ALL=C

[ $# -eq 1 ] || { echo "usage: samples.sh FEEDGEN" >&2; exit 1; }
feedgen=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)/${1##*/}
samples=$(CDPATH='' cd -- "$(dirname -- "$0")/../samples" && pwd)
tmp=$(mktemp -d "${TMPDIR:-/tmp}/feedgen-samples.XXXXXX")
trap 'rm -rf "$tmp"' EXIT

echo "1..2"
if ! command -v systemd-analyze >/dev/null; then
	echo "ok 1 - unit files # SKIP systemd-analyze is not installed"
	echo "ok 2 - a broken unit file # SKIP systemd-analyze is not installed"
	exit 0
fi

# verify wants the program to be there; it need not be installed for that.
sed "s|^ExecStart=[^ ]*|ExecStart=$feedgen|" "$samples/feedgen.service" \
	>"$tmp/feedgen.service"
cp "$samples/feedgen.timer" "$tmp"
failed=0
if systemd-analyze verify --man=no "$tmp/feedgen.service" \
	"$tmp/feedgen.timer" >"$tmp/log" 2>&1 && [ ! -s "$tmp/log" ]; then
	echo "ok 1 - unit files"
else
	echo "not ok 1 - unit files"
	sed 's/^/# /' "$tmp/log"
	failed=1
fi

echo "ProtectSytem=strict" >>"$tmp/feedgen.service"
systemd-analyze verify --man=no "$tmp/feedgen.service" >"$tmp/log" 2>&1 || :
if [ -s "$tmp/log" ]; then
	echo "ok 2 - a broken unit file"
else
	echo "not ok 2 - a broken unit file"
	failed=1
fi
exit $failed
