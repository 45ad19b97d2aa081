# SPDX-License-Identifier: ISC
# test_report.sh - diagnostics as text: carets, colours, odd names.
# shellcheck shell=sh disable=SC1091,SC2034
. "$1/lib.sh"

site blog
replacement=$(printf '\357\277\275')
escape=$(printf '\033')
echo '<rss version="2.0"><channel></channel></rss>' >bad.xml

# caret TEXT COLUMNS: is the one about the second "k" below it?
caret()
{
	rm -rf caret
	site caret
	post caret/_posts/2026-01-01-first.md "x: {a: \"$1\", k: 1, k: 2}"
	run build caret
	status 0; has err '[yaml-duplicate-key]'
	sed -n 's/^      | \( *\)^$/\1/p' err >blanks
	columns=$(($(wc -c <blanks) - 1))
	[ "$columns" -eq "$2" ] ||
		fault "the caret is in column $columns, not $2, from 0"
}

begin 'a caret under ASCII'
caret abcd 21
end

begin 'a caret after wide characters'
caret '\0346\0227\0245\0346\0234\0254' 21
end

begin 'a caret after a combining character'
caret 'abcde\0314\0201' 22
end

begin 'a caret after an emoji'
caret '\0360\0237\0231\0202' 19
end

begin 'a caret after a tab'
caret 'ab\tcd' 22
end

begin 'letters with accents take one column'
caret '\0303\0244\0303\0266' 19
end

begin 'a line without the place in it is not shown'
caret "$(printf '%0300d' 0)" -1
lacks err ' | '
end

begin 'an escape in the name of a file does not reach the terminal'
mkdir odd
name=$(printf 'a\033]0;x\007\n\377.xml')
echo '<html/>' >"odd/$name"
run validate "odd/$name"
status 2; lacks err "$escape"
has err "odd/a$replacement]0;x$replacement$replacement$replacement.xml:1:"
end

begin 'nor does what turns the direction of text'
name=$(printf 'a\342\200\256b.xml')
echo '<html/>' >"odd/$name"
run validate "odd/$name"
has err "odd/a${replacement}b.xml:1:"
end

# ---- colours ----

# terminal [-u NAME] VARIABLE=VALUE...: out is what a terminal gets.
terminal()
{
	env "$@" python3 -c '
import os, pty, sys
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
' "$FEEDGEN" validate bad.xml >out 2>err </dev/null
	got=$?
}

begin 'colours on a terminal'
terminal TERM=xterm
status 1; has out "${escape}[1;31merror: ${escape}[m"
end

begin 'no colours on a dumb terminal'
terminal TERM=dumb
status 1; has out 'error: '; lacks out "$escape"
end

begin 'no colours without TERM'
terminal -u TERM
status 1; has out 'error: '; lacks out "$escape"
end

begin 'no colours with NO_COLOR'
terminal TERM=xterm NO_COLOR=1
status 1; has out 'error: '; lacks out "$escape"
end

begin 'an empty NO_COLOR is none'
terminal TERM=xterm NO_COLOR=
status 1; has out "$escape"
end

begin 'no colours in a file'
TERM=xterm run validate bad.xml
status 1; has err 'error: '; lacks err "$escape"
end

# ---- streams that cannot be written ----

begin 'a full disk'
if [ -w /dev/full ]; then
	for arguments in 'build blog' 'build blog -v' 'help build' version \
		'build -n blog --format=json' 'help rules'
	do
		# shellcheck disable=SC2086 # words
		"$FEEDGEN" $arguments >/dev/full 2>err </dev/null
		got=$?
		rm -rf blog/_site
		status 3
		has err 'feedgen: cannot write to standard output'
	done
	end
else
	skip 'there is no /dev/full'
fi

begin 'closed standard output'
"$FEEDGEN" version >&- 2>err
got=$?
status 3; has err 'cannot write to standard output'
end

begin 'closed standard output is no file that is published'
"$FEEDGEN" build blog >&- 2>err
got=$?
status 3
if grep -rq created blog/_site; then fault 'results are in a file'; fi
"$FEEDGEN" validate blog/_site/*.xml >out 2>err || fault 'a file is broken'
end

begin 'closed standard output does not matter when nothing is printed'
"$FEEDGEN" build -q blog >&- 2>err
got=$?
status 0; no_err
end

begin 'closed standard error'
"$FEEDGEN" validate bad.xml >out 2>&-
got=$?
status 1; no_out
end

plan
