#!/bin/sh
# SPDX-License-Identifier: ISC
# selftest.sh - see that run.sh turns red, with a feedgen that is wrong.
set -u
export LC_ALL=C

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
tmp=$(mktemp -d "${TMPDIR:-/tmp}/feedgen-selftest.XXXXXX") || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
fake=$tmp/feedgen
folder=$tmp/cases/one
number=0
failed=0

# A fake program: write_file NAME TEXT changes nothing that is right already.
# shellcheck disable=SC2016 # the fake expands it
preamble='#!/bin/sh
out=$4
mkdir -p "$out"
write_file() {
	[ "$(cat "$out/$1" 2>/dev/null)" = "$2" ] || echo "$2" >"$out/$1"
}
'

# The program's body; the case expects a feed.xml, one line on each stream.
make_case()
{
	rm -rf "$tmp/cases"
	mkdir -p "$folder/site/_posts" "$folder/expected"
	echo "title: One" >"$folder/site/_config.yml"
	echo "<feed/>" >"$folder/expected/feed.xml"
	echo "@SITE@/_config.yml: warning: none" >"$folder/stderr"
	printf '%s\n' "$preamble" "$1" >"$fake"
	chmod +x "$fake"
}

# What a right program does.
# shellcheck disable=SC2016
right='write_file feed.xml "<feed/>"
echo "$2/_config.yml: warning: none" >&2
'

check()
{
	number=$((number + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $number - $1"
	else
		failed=$((failed + 1))
		echo "not ok $number - $1"
		echo "# expected '$2', got '$3'"
		sed 's/^/# /' "$tmp/log"
	fi
}

# expect RED|GREEN|SKIP DESCRIPTION
expect()
{
	GOLDEN_DIR=$tmp/cases GOLDEN_TIMEOUT=2 "$here/run.sh" "$fake" \
		>"$tmp/log" 2>&1
	status=$?
	result="$status $(tail -n 1 "$tmp/log")"
	case $1 in
	GREEN) check "$2" "0 1 passed, 0 failed" "$result" ;;
	RED) check "$2" "1 0 passed, 1 failed" "$result" ;;
	SKIP) check "$2" "0 0 passed, 0 failed" "$result" ;;
	esac
}

expect_text()
{
	if grep -q -e "$2" "$tmp/log"; then
		check "$1" yes yes
	else
		check "$1" "$2" "no such line"
	fi
}

echo "TAP version 13"

# Made once: it takes longer than all the rest.
export GOLDEN_LOCPATH="$tmp/locale"
mkdir "$GOLDEN_LOCPATH"
localedef -i tr_TR -f UTF-8 "$GOLDEN_LOCPATH/tr_TR.UTF-8" >/dev/null 2>&1

# ---- one run ----

make_case "$right"
expect GREEN "a program that does what is expected"

make_case "$right"
echo "<Feed/>" >"$folder/expected/feed.xml"
expect RED "a wrong byte"
expect_text "shows a unified diff" '^# +<feed/>'

make_case "$right"
printf '<feed/>' >"$folder/expected/feed.xml"
expect RED "a newline too many at the end"

make_case "$right"
echo "<rss/>" >"$folder/expected/rss.xml"
expect RED "a missing file"

make_case "$right"
: >"$folder/expected/rss.xml"
expect RED "a missing file that should be empty"

make_case "$right write_file rss.xml '<rss/>'"
expect RED "an extra file"

make_case "$right : >>\"\$out/rss.xml\""
expect RED "an extra file that is empty"

make_case "$right mkdir -p \"\$out/feed\""
expect RED "an extra folder"

make_case "$right [ -h \"\$out/rss.xml\" ] || ln -s feed.xml \"\$out/rss.xml\""
echo "<feed/>" >"$folder/expected/rss.xml"
expect RED "a link in the place of a file"

make_case "$right"
rm -r "$folder/expected"
expect RED "a file where none is expected"

make_case "$right exit 1"
expect RED "a wrong exit status"

make_case "$right"
echo 1 >"$folder/status"
expect RED "success where failure is expected"

make_case "$right kill -SEGV \$\$"
expect RED "a crash"

make_case "$right sleep 20"
expect RED "a program that hangs"

make_case "$right echo done"
expect RED "unexpected standard output"

make_case "$right"
echo "done" >"$folder/stdout"
expect RED "missing standard output"

make_case "$right echo oops >&2"
expect RED "another line on standard error"

make_case "$right"
rm "$folder/stderr"
expect RED "standard error where none is expected"

# ---- properties ----

# shellcheck disable=SC2016
make_case "$right"'[ "$7" = -j2 ] || write_file feed.xml "<feed>$7</feed>"'
expect RED "bytes that depend on -j"

# shellcheck disable=SC2016
make_case "$right"'[ "${TZ-}" != Asia/Tokyo ] || write_file feed.xml "<f/>"'
expect RED "bytes that depend on the time zone"

# shellcheck disable=SC2016
make_case "$right"'[ "${TZ-}" != America/New_York ] || exit 1'
expect RED "a status that depends on the time zone"

# shellcheck disable=SC2016
make_case "$right"'[ "$LC_ALL" = C ] || echo locale >&2'
expect RED "messages that depend on the locale"

# shellcheck disable=SC2016
make_case "$right"'[ -z "${HOME-}${USER-}${LANG-}" ] || exit 1'
expect GREEN "a clean environment"

# shellcheck disable=SC2016
make_case "$right"'echo "<feed/>" >"$out/feed.xml"'
expect RED "a second run that writes the same bytes again"

# shellcheck disable=SC2016
make_case "$right"'echo "<feed/>" >"$out/f" && mv "$out/f" "$out/feed.xml" &&
touch -d 2020-01-01 "$out/feed.xml"'
expect RED "a second run that replaces a file by its equal"

# shellcheck disable=SC2016
make_case "$right"'echo "1 file"'
echo "1 file" >"$folder/stdout"
expect RED "a second run that says something with -q"

# shellcheck disable=SC2016
make_case "$right"'[ "$8" = -q ] || echo "1 file"'
echo "1 file" >"$folder/stdout"
expect GREEN "a second run that says nothing with -q"

# shellcheck disable=SC2016
failing='echo "$2/_config.yml: warning: none" >&2
rmdir "$out" 2>/dev/null
'
make_case "$failing exit 1"
rm -r "$folder/expected"
echo 1 >"$folder/status"
expect GREEN "a program that fails and leaves old files"

make_case "$failing [ ! -f \"\$out/feed.xml\" ] || echo >\"\$out/feed.xml\"
exit 1"
rm -r "$folder/expected"
echo 1 >"$folder/status"
expect RED "a program that fails and changes an old file"

make_case "$failing [ ! -f \"\$out/feed.xml\" ] || touch \"\$out/feed.xml\"
exit 1"
rm -r "$folder/expected"
echo 1 >"$folder/status"
expect RED "a program that fails and touches an old file"

make_case "$failing rm -f \"\$out/rss.xml\"; exit 1"
rm -r "$folder/expected"
echo 1 >"$folder/status"
expect RED "a program that fails and removes an old file"

# ---- what a case consists of ----

make_case "$right [ -f \"\$out/old.xml\" ]"
mkdir "$folder/before"
echo old >"$folder/before/old.xml"
echo old >"$folder/expected/old.xml"
expect GREEN "files that stand there before"

make_case "$right [ \"\$(cat \"\$2/made\")\" = yes ]"
echo "echo yes >made" >"$folder/setup"
expect GREEN "a setup"

make_case "$right"
echo "exit 3" >"$folder/setup"
expect RED "a setup that fails"

make_case "$right"
echo "echo 'not as root'; exit 77" >"$folder/setup"
expect SKIP "a setup that skips the case"
expect_text "says why" '^ok 1 - one # SKIP not as root$'

make_case "$right [ \"\$7\" = 'two words' ]"
printf '%s\n' build @SITE@ -o @OUT@ --now never 'two words' >"$folder/args"
expect GREEN "arguments with blanks"

make_case "$right"
rm "$folder/site/_config.yml"
rmdir "$folder/site/_posts" "$folder/site"
expect GREEN "a case without a site"

make_case "$right"
"$here/run.sh" "$fake" no-such-case >"$tmp/log" 2>&1
check "a case that does not exist" "1 0 passed, 1 failed" \
	"$? $(tail -n 1 "$tmp/log")"

rm -rf "$tmp/cases"
mkdir "$tmp/cases"
GOLDEN_DIR=$tmp/cases "$here/run.sh" "$fake" >"$tmp/log" 2>&1
check "no cases at all" 1 $?

# ---- updating ----

make_case "$right write_file rss.xml '<rss/>'; echo done; exit 1"
echo "<Feed/>" >"$folder/expected/feed.xml"
echo "<old/>" >"$folder/expected/old.xml"
GOLDEN_DIR=$tmp/cases UPDATE=1 "$here/run.sh" "$fake" >"$tmp/log" 2>&1
expect_text "UPDATE=1 says what has changed" \
	'^# one: changed status stdout expected/$'
check "and writes the files" "feed.xml rss.xml " \
	"$(cd "$folder/expected" && printf '%s ' *)"
expect GREEN "after which the case passes"

make_case "$right"
echo 1 >"$folder/status"
echo gone >"$folder/stdout"
GOLDEN_DIR=$tmp/cases UPDATE=1 "$here/run.sh" "$fake" >"$tmp/log" 2>&1
check "UPDATE=1 passes itself" "1 passed, 0 failed" "$(tail -n 1 "$tmp/log")"
check "and removes what is as by default" "expected site stderr " \
	"$(cd "$folder" && printf '%s ' *)"

echo "1..$number"
echo "$((number - failed)) passed, $failed failed"
[ $failed -eq 0 ]
