#!/bin/sh
# SPDX-License-Identifier: ISC
# run.sh - run feedgen on whole sites and compare all that it does.
#
# usage: tests/golden/run.sh FEEDGEN [CASE...]
#        UPDATE=1 tests/golden/run.sh FEEDGEN [CASE...]
#
# README.md beside this file says what a case consists of.
#
# GOLDEN_DIR      folder of the cases (that of this script)
# GOLDEN_TIMEOUT  seconds that one run may take (60)
# GOLDEN_LOCPATH  folder with a locale tr_TR.UTF-8 (made with localedef)
set -u
export LC_ALL=C

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
cases=${GOLDEN_DIR:-$here}
seconds=${GOLDEN_TIMEOUT:-60}
update=${UPDATE:-}
path=/usr/local/bin:/usr/bin:/bin
# A run that publishes nothing is repeated over these.
old_files='feed.xml rss.xml sitemap.xml robots.txt'
# Status of a setup whose case cannot run here, and of run_case() when it fails.
skip=77
setup_failed=99

usage()
{
	echo "usage: run.sh FEEDGEN [CASE...]" >&2
	exit 1
}

[ $# -ge 1 ] || usage
case $1 in
*/*) feedgen=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)/${1##*/} ;;
*) feedgen=$(command -v -- "$1") ;;
esac
[ -x "$feedgen" ] || { echo "run.sh: cannot run '$1'" >&2; exit 1; }
shift

tmp=$(mktemp -d "${TMPDIR:-/tmp}/feedgen-golden.XXXXXX") || exit 1
tmp=$(CDPATH='' cd -- "$tmp" && pwd -P) || exit 1
# shellcheck disable=SC2329 # called by the trap
clean()
{
	chmod -R u+rwx "$tmp" 2>/dev/null
	rm -rf "$tmp"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM

umask 022
touch -d '1 minute ago' "$tmp/start"
work=$tmp/work
site=$work/site
out=$work/out
# As patterns of sed.
site_pattern=$(printf '%s\n' "$site" | sed 's/[]\/$*.^[]/\\&/g')
out_pattern=$(printf '%s\n' "$out" | sed 's/[]\/$*.^[]/\\&/g')

# Turkish letters tell case mappings by locale from those of ASCII.
locpath=${GOLDEN_LOCPATH:-}
if [ -z "$locpath" ] &&
	localedef -i tr_TR -f UTF-8 "$tmp/tr_TR.UTF-8" >/dev/null 2>&1
then
	locpath=$tmp
fi

# ---- one run ----

# Lay out $site as the case describes it.
make_site()
{
	chmod -R u+rwx "$work" 2>/dev/null
	rm -rf "$work"
	mkdir -p "$work" || return 1
	if [ -f "$folder/site.path" ]; then
		cp -RP "$cases/$(cat "$folder/site.path")" "$site" || return 1
	elif [ -d "$folder/site" ]; then
		cp -RP "$folder/site" "$site" || return 1
	else
		mkdir "$site" || return 1
	fi
	if [ -f "$folder/setup" ]; then
		(cd "$site" && sh -eu "$folder/setup") >"$tmp/setup" 2>&1
		case $? in
		0) ;;
		"$skip") return $skip ;;
		*) return $setup_failed ;;
		esac
	fi
	# Sitemaps show when static files were changed.
	find "$site" -newer "$tmp/start" \
		-exec touch -h -d 2020-01-01T00:00:00Z {} + 2>/dev/null
	return 0
}

# Lay out $out; folder of what stands there before.
make_out()
{
	chmod -R u+rwx "$out" 2>/dev/null
	rm -rf "$out"
	if [ -d "$1" ]; then
		cp -RP "$1" "$out"
	fi
}

# Run feedgen with the case's arguments; -jN replaces theirs, -q their -v.
# run NAME [-jN|-q] [VARIABLE=VALUE...]: leaves NAME.stdout and so on in $tmp.
run()
{
	name=$1
	jobs=
	quiet=
	shift
	case ${1-} in
	-j*) jobs=$1; shift ;;
	-q) quiet=-q; shift ;;
	esac
	# What follows "--" are the variables of the environment.
	set -- "$@" --
	variables=$(($# - 1))
	while IFS= read -r argument || [ -n "$argument" ]; do
		case $argument in
		-j[0-9]*) argument=${jobs:-$argument} ;;
		-v) [ -z "$quiet" ] || continue ;;
		*@*) argument=$(printf '%s\n' "$argument" |
			sed "s/@SITE@/$site_pattern/g; s/@OUT@/$out_pattern/g") ;;
		esac
		set -- "$@" "$argument"
	done <<END
$arguments
END
	[ -z "$quiet" ] || set -- "$@" "$quiet"
	# Move the variables to the front: env -i V=1 feedgen ARGUMENTS.
	n=$#
	i=0
	while [ $i -lt "$n" ]; do
		argument=$1
		shift
		if [ $i -eq "$variables" ]; then
			set -- "$@" timeout "$seconds" "$feedgen"
		else
			set -- "$@" "$argument"
		fi
		i=$((i + 1))
	done
	(cd "$work" && exec env -i PATH="$path" LC_ALL=C "$@") \
		>"$tmp/raw.stdout" 2>"$tmp/raw.stderr" </dev/null
	echo $? >"$tmp/$name.status"
	for stream in stdout stderr; do
		# A summary says how long it took.
		sed "s/$site_pattern/@SITE@/g; s/$out_pattern/@OUT@/g
			s/ in [0-9.]* s:/ in @TIME@ s:/" "$tmp/raw.$stream" >"$tmp/$name.$stream"
	done
}

# ---- comparing ----

# All names below a folder with their types; nothing if there is no folder.
names()
{
	[ ! -d "$1" ] || (cd "$1" && find . -mindepth 1 -printf '%y %P %l\n' |
		sort)
}

# What changes when a file is written anew.
timestamps()
{
	[ ! -d "$1" ] || (cd "$1" && find . -mindepth 1 -type f \
		-printf '%P %T@ %i\n' | sort)
}

same_file()
{
	cmp -s "$1" "$2" && return 0
	diff -u --label "$3" --label "$4" "$1" "$2"
	return 1
}

same_tree()
{
	names "$1" >"$tmp/names.a"
	names "$2" >"$tmp/names.b"
	ok_tree=0
	same_file "$tmp/names.a" "$tmp/names.b" "files of $3" \
		"files of $4" || ok_tree=1
	mkdir -p "$tmp/none"
	a=$1
	b=$2
	[ -d "$a" ] || a=$tmp/none
	[ -d "$b" ] || b=$tmp/none
	diff -ru --no-dereference "$a" "$b" >"$tmp/tree" 2>&1 || {
		grep -v '^Only in ' "$tmp/tree"
		ok_tree=1
	}
	return $ok_tree
}

# Everything of a run: what it printed, its status and the files it left.
same_run()
{
	ok=0
	for part in status stdout stderr; do
		same_file "$tmp/expected.$part" "$tmp/$1.$part" \
			"expected $part" "$part $2" || ok=1
	done
	same_tree "$tmp/expected" "$out" "expected" "the run $2" || ok=1
	return $ok
}

# Copy what is expected to where same_run() looks for it.
read_expectations()
{
	rm -rf "$tmp/expected"
	mkdir "$tmp/expected"
	[ ! -d "$folder/expected" ] ||
		cp -RP "$folder/expected/." "$tmp/expected"
	for part in stdout stderr status; do
		: >"$tmp/expected.$part"
		[ ! -f "$folder/$part" ] ||
			cat "$folder/$part" >"$tmp/expected.$part"
	done
	[ -s "$tmp/expected.status" ] || echo 0 >"$tmp/expected.status"
}

# ---- properties ----

# The same in another environment.
same_elsewhere()
{
	make_out "$folder/before"
	run again "$@"
	same_run again "with $*"
}

same_everywhere()
{
	ok_everywhere=0
	case "
$arguments" in
	*"
-j"[0-9]*)
		same_elsewhere -j1 || ok_everywhere=1
		same_elsewhere -j8 || ok_everywhere=1
		;;
	esac
	same_elsewhere TZ=Asia/Tokyo || ok_everywhere=1
	same_elsewhere TZ=America/New_York || ok_everywhere=1
	same_elsewhere LC_ALL=tr_TR.UTF-8 ${locpath:+LOCPATH="$locpath"} ||
		ok_everywhere=1
	return $ok_everywhere
}

# A second run finds nothing to do and says nothing but what is wrong.
idle_again()
{
	ok_idle=0
	make_out "$folder/before"
	run first -q
	timestamps "$out" >"$tmp/times.a"
	run again -q
	timestamps "$out" >"$tmp/times.b"
	same_file "$tmp/times.a" "$tmp/times.b" "times of the first run" \
		"times of a second run" || ok_idle=1
	: >"$tmp/expected.stdout"
	cp "$tmp/first.stderr" "$tmp/expected.stderr"
	same_run again "of a second run with -q" || ok_idle=1
	return $ok_idle
}

# A run that publishes nothing leaves old files as they are.
old_untouched()
{
	rm -rf "$tmp/old"
	mkdir "$tmp/old"
	for file in $old_files; do
		echo "old $file" >"$tmp/old/$file"
		touch -d 2019-01-01T00:00:00Z "$tmp/old/$file"
	done
	make_out "$tmp/old"
	timestamps "$out" >"$tmp/times.a"
	run again
	timestamps "$out" >"$tmp/times.b"
	rm -rf "$tmp/expected"
	cp -RP "$tmp/old" "$tmp/expected"
	ok_old=0
	same_file "$tmp/times.a" "$tmp/times.b" "times of old files" \
		"times after a run that fails" || ok_old=1
	same_run again "over old files" || ok_old=1
	return $ok_old
}

properties()
{
	same_everywhere || return 1
	[ "$command" = build ] || return 0
	if [ "$(cat "$tmp/expected.status")" = 0 ]; then
		idle_again
	elif [ ! -d "$folder/expected" ] && [ ! -d "$folder/before" ]; then
		old_untouched
	fi
}

# ---- updating ----

# Put the file in the place of the expectation; empty ones are no files.
update_file()
{
	cmp -s "$1" "$2" && return
	[ -s "$1" ] || [ -e "$2" ] || return
	changed="$changed ${2##*/}"
	if [ -s "$1" ]; then
		cp "$1" "$2"
	else
		rm -f "$2"
	fi
}

update_case()
{
	changed=
	sed '/^0$/d' "$tmp/result.status" >"$tmp/status"
	update_file "$tmp/status" "$folder/status"
	for part in stdout stderr; do
		update_file "$tmp/result.$part" "$folder/$part"
	done
	if ! same_tree "$tmp/expected" "$out" a b >"$tmp/difference"; then
		changed="$changed expected/"
		rm -rf "$folder/expected"
		[ -z "$(names "$out")" ] || cp -RP "$out" "$folder/expected"
	fi
	[ -z "$changed" ] || echo "# $case: changed$changed"
	return 0
}

# ---- cases ----

run_case()
{
	make_site
	status=$?
	[ $status -eq 0 ] || return $status
	arguments='build
@SITE@
-o
@OUT@
--now
2026-01-01T00:00:00Z
-j2'
	[ ! -f "$folder/args" ] || arguments=$(cat "$folder/args")
	command=${arguments%%
*}
	read_expectations
	make_out "$folder/before"
	run result
	if [ -n "$update" ]; then
		update_case
		read_expectations
	fi
	same_run result "as it is" || return 1
	properties
}

if [ $# -eq 0 ]; then
	for folder in "$cases"/*/; do
		folder=${folder%/}
		[ ! -d "$folder" ] || set -- "$@" "${folder##*/}"
	done
fi
[ $# -gt 0 ] || { echo "run.sh: no cases in '$cases'" >&2; exit 1; }

echo "TAP version 13"
echo "1..$#"
number=0
passed=0
failed=0
for case; do
	case=${case%/}
	case=${case##*/}
	folder=$cases/$case
	number=$((number + 1))
	if [ -d "$folder" ]; then
		run_case >"$tmp/report"
		status=$?
	else
		echo "there is no such case" >"$tmp/report"
		status=1
	fi
	grep '^# ' "$tmp/report"
	if [ $status -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok $number - $case"
	elif [ $status -eq $skip ]; then
		echo "ok $number - $case # SKIP $(cat "$tmp/setup")"
	else
		failed=$((failed + 1))
		echo "not ok $number - $case"
		[ $status -ne $setup_failed ] || sed 's/^/# setup: /' "$tmp/setup"
		grep -v '^# ' "$tmp/report" | sed 's/^/# /'
	fi
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
