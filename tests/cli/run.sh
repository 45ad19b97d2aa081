#!/bin/sh
# SPDX-License-Identifier: ISC
# run.sh - test the command line of the built program.
#
# usage: tests/cli/run.sh FEEDGEN [SCRIPT...]
#
# Each script speaks TAP and ends with its plan; one that ends without it, or
# with another number of tests, counts as a failure.  The last line of all is
# "N passed, N failed".
set -u

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 2
[ $# -ge 1 ] || { echo "usage: run.sh FEEDGEN [SCRIPT...]" >&2; exit 2; }
FEEDGEN=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)/${1##*/}
[ -x "$FEEDGEN" ] || { echo "run.sh: cannot run '$1'" >&2; exit 2; }
shift
export FEEDGEN
[ $# -gt 0 ] || set -- "$here"/test_*.sh

passed=0 failed=0
tmp=$(mktemp -d "${TMPDIR:-/tmp}/feedgen-cli.XXXXXX") || exit 2
# shellcheck disable=SC2329 # called by the trap
clean()
{
	chmod -R u+rwx "$tmp" 2>/dev/null
	rm -rf "$tmp"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM

for script; do
	name=${script##*/}
	echo "# $name"
	mkdir "$tmp/work" || exit 2
	(cd "$tmp/work" && exec sh "$here/$name" "$here") \
		>"$tmp/tap" 2>&1 </dev/null
	status=$?
	cat "$tmp/tap"
	ok=$(grep -c '^ok ' "$tmp/tap")
	bad=$(grep -c '^not ok ' "$tmp/tap")
	plan=$(sed -n 's/^1\.\.//p' "$tmp/tap")
	if [ "$plan" != $((ok + bad)) ] || [ "$plan" = 0 ] ||
		{ [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; }
	then
		echo "not ok - $name ends with status $status and plan '$plan'"
		bad=$((bad + 1))
	fi
	passed=$((passed + ok))
	failed=$((failed + bad))
	chmod -R u+rwx "$tmp/work" 2>/dev/null
	rm -rf "$tmp/work"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
