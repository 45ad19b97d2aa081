# SPDX-License-Identifier: ISC
# test_man.sh - the manual says what the program does.
# shellcheck shell=sh disable=SC1091,SC2034
. "$1/lib.sh"

man=$1/../../feedgen/man
site blog
: >out
: >err

begin 'feedgen(1) lists the rules; rules.sh makes the list'
"$man/rules.sh" "$FEEDGEN" >new 2>err || fault 'rules.sh fails'
diff -u "$man/feedgen.1" new >out || fault 'the lists differ'
grep -q '^\.It Cm date-invalid Pq error' new || fault 'there is no list'
end

begin 'feedgen(1) lists the commands'
"$FEEDGEN" help | sed -n 's/^  \([a-z]*\) .*/\1/p' >commands
sed -n 's/^\.Ss feedgen //p' "$man/feedgen.1" >listed
diff -u commands listed >out || fault 'the lists differ'
[ -s listed ] || fault 'there is no list'
end

begin 'feedgen.yml(5) lists the keys'
echo 'xyzzyxyzzyxyzzy: 1' >options.yml
run build blog -n -f options.yml
status 2; has err '[option-unlike]'
sed -n 's/.*known are: //p' err | tr -d ' ' | tr , '\n' >keys
sed -n 's/^\.It Cm //p' "$man/feedgen.yml.5" >listed
diff -u keys listed >out || fault 'the lists differ'
[ -s listed ] || fault 'there is no list'
end

begin 'the examples of feedgen.yml(5) are valid'
rm -f example*
awk '
	/^\.Sh DIAGNOSTICS/ { exit }
	/^\.Ed/ { inside = 0 }
	inside { print >("example" n ".yml") }
	/^\.Bd/ { inside = 1; n++ }
' "$man/feedgen.yml.5"
[ -f example8.yml ] || fault 'some are missing'
for example in example*.yml; do
	# The first one shows the key in _config.yml.
	if grep -q '^feedgen:' "$example"; then
		run build blog -n --config "blog/_config.yml,$example"
	else
		run build blog -n -f "$example"
	fi
	status 0; no_err
done
end

plan
