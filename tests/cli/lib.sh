# SPDX-License-Identifier: ISC
# lib.sh - what the tests of the command line share.
#
#	. "$1/lib.sh"
#	begin 'a misspelt command'
#	run biuld
#	status 2; no_out; has err "did you mean 'build'?"
#	end
#	plan
#
# A script runs in an empty folder of its own, which run.sh removes.  What the
# program printed is in the files out and err.
# shellcheck shell=sh

export LC_ALL=C TERM=dumb
unset SOURCE_DATE_EPOCH NO_COLOR TZ
tests=0

# ---- tests ----

begin()
{
	what=$1
	faults=
}

fault()
{
	faults="$faults
#   $*"
}

end()
{
	tests=$((tests + 1))
	if [ -z "$faults" ]; then
		echo "ok $tests - $what"
	else
		echo "not ok $tests - $what$faults"
		sed 's/^/#   | /' out err
	fi
}

# skip REASON: instead of end.
skip()
{
	tests=$((tests + 1))
	echo "ok $tests - $what # SKIP $1"
}

plan()
{
	echo "1..$tests"
}

# ---- the program ----

run()
{
	"$FEEDGEN" "$@" >out 2>err </dev/null
	got=$?
}

status()
{
	[ "$got" -eq "$1" ] || fault "status $got, not $1"
}

# has FILE TEXT: somewhere in a line.
has()
{
	grep -qF -e "$2" "$1" || fault "nothing like '$2' in $1"
}

lacks()
{
	! grep -qF -e "$2" "$1" || fault "'$2' is in $1"
}

# is FILE: exactly what stands on standard input.
is()
{
	cat >expected
	cmp -s expected "$1" || fault "$1 is not:
$(sed 's/^/#   > /' expected)"
}

no_out()
{
	[ ! -s out ] || fault 'something is printed on standard output'
}

no_err()
{
	[ ! -s err ] || fault 'something is printed on standard error'
}

# equal TEXT EXPRESSION: in Python; o are the objects in out, one a line.
equal()
{
	value=$(python3 - "$2" <<'END'
import json, sys
with open("out", "rb") as lines:
    o = [json.loads(line.decode("utf-8")) for line in lines]
print(eval(sys.argv[1]))
END
	) || fault 'out is not JSON lines'
	[ "$value" = "$1" ] || fault "$2 is '$value', not '$1'"
}

# ---- sites ----

# post FILE LINE...: with these lines as front matter.
post()
{
	file=$1
	shift
	{
		echo ---
		for line; do
			printf '%b\n' "$line"
		done
		printf -- '---\nText.\n'
	} >"$file"
}

# A site with one post.
site()
{
	mkdir -p -- "./$1/_posts"
	printf 'title: Test\nurl: https://example.org\n' >"./$1/_config.yml"
	post "./$1/_posts/2026-01-01-first.md" 'title: First'
}
