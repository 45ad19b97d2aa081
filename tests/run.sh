#!/bin/bash
# SPDX-License-Identifier: ISC
# run.sh - run suites of tests and count what they say.
#
# usage: tests/run.sh BUILD SUITE...
#
# Every test program speaks TAP: lines that begin with "ok" and "not ok".  One
# line is printed for each program, more only where something failed; the last
# line of all is "N passed, N failed".  A program that ends badly without a
# "not ok" counts as one failure, and so does one that tests nothing.
set -u
export LC_ALL=C CMOCKA_MESSAGE_OUTPUT=TAP
build=$1
shift
cd "$(dirname "$0")/.." || exit 2
export BUILD=$build

passed=0 failed=0
log=$build/test.log
skip='^(not )?ok\b.*# [Ss][Kk][Ii][Pp]' # cmocka calls a skipped test "not ok"
mkdir -p "$build"

run() { # name command...
	local name=$1 status ok bad skipped
	shift
	"$@" >"$log" 2>&1 </dev/null
	status=$?
	ok=$(grep -vE "$skip" "$log" | grep -c '^ok\b')
	skipped=$(grep -cE "$skip" "$log")
	bad=$(grep -vE "$skip" "$log" | grep -c '^not ok\b')
	if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ $((ok + skipped)) -eq 0 ]; }; then
		bad=1
	fi
	if [ "$bad" -gt 0 ]; then
		sed '/^ok\b/d; /^1\.\./d; s/^/    /' "$log" | head -n 200
		echo "FAIL $name: $bad of $((ok + bad)) failed (exit status $status)"
	elif [ "$skipped" -gt 0 ]; then
		grep -E "$skip" "$log"
		echo "ok   $name: $ok ($skipped skipped)"
	else
		echo "ok   $name: $ok"
	fi
	passed=$((passed + ok))
	failed=$((failed + bad))
}

for suite; do
	case $suite in
	unit)
		for program in $UNIT_TESTS; do
			run "unit/${program##*/test_}" "$program"
		done
		;;
	cli)
		run cli tests/cli/run.sh "$build/feedgen"
		;;
	golden)
		run golden tests/golden/run.sh "$build/feedgen"
		run golden/selftest tests/golden/selftest.sh "$build/feedgen"
		;;
	lint)
		for script in tests/lint/check_*.py tests/lint/selftest.py; do
			name=${script##*/}
			name=${name#check_}
			run "lint/${name%.py}" python3 "$script"
		done
		;;
	samples)
		run samples tests/samples.sh "$build/feedgen"
		;;
	install)
		run install tests/install/run.sh
		;;
	*)
		echo "there is no suite '$suite'" >&2
		exit 2
		;;
	esac
done

rm -f "$log"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
