# SPDX-License-Identifier: ISC
# test_help.sh - help, and the versions.
# shellcheck shell=sh disable=SC1091,SC2034
. "$1/lib.sh"

for arguments in -h --help help '--drafts --help'; do
	begin "feedgen $arguments"
	# shellcheck disable=SC2086 # words
	run $arguments
	status 0; no_err; has out 'usage: feedgen COMMAND'
	for command in build list validate diff help version; do
		has out "  $command "
	done
	end
done

for command in build list validate diff help version; do
	for arguments in "help $command" "$command -h" "$command --help" \
		"$command --no-such-option -h" "$command x y --help"
	do
		begin "feedgen $arguments"
		# shellcheck disable=SC2086 # words
		run $arguments
		status 0; no_err; has out "usage: feedgen $command"
		has out '  -h, --help '
		end
	done
done

begin 'help among letters'
run build -nh
status 0; no_err; has out 'usage: feedgen build'
end

begin 'behind two hyphens there is no option'
run validate -- -h
status 3; has err '-h: error: file cannot be read'
end

begin 'lines of help fit into 80 columns'
for command in build list validate diff help version; do
	"$FEEDGEN" help $command
done >out
awk 'length > 79 { exit 1 }' out || fault 'a line is too long'
end

begin 'a rule'
run help date-invalid
status 0; no_err
has out 'date-invalid (error)'
has out "Text: '...' is not a date"
has out 'Why:  '
has out 'Hint: write YYYY-MM-DD'
has out 'the exit status is 1'
lacks out '%s'
end

begin 'a rule about the configuration'
run help site-url-missing
status 0; has out 'the exit status is 2'
end

begin 'a rule about the system'
run help publish-failed
status 0; has out 'the exit status is 3'
end

begin 'a warning'
run help url-too-long
status 0; has out 'url-too-long (warning)'; has out '--strict'
end

begin 'a note'
run help feed-path-taken
status 0; has out 'feed-path-taken (note)'; has out '--verbose'
end

begin 'a rule with messages of its own'
run help schema-invalid
status 0; has out '(each message is different)'
end

begin 'all rules, sorted, and help about each'
run help rules
status 0; no_err; lacks out '%s'
awk '{ print $2 }' out >ids
sort -c ids 2>/dev/null || fault 'not sorted'
[ "$(wc -l <ids)" -gt 50 ] || fault 'too few rules'
while read -r id; do
	"$FEEDGEN" help "$id" >/dev/null || fault "no help about $id"
done <ids
end

begin 'a misspelt rule'
run help date-invlaid
status 2; no_out
has err "there is no command or rule 'date-invlaid'; did you mean 'date-invalid'?"
end

begin 'what is neither command nor rule'
run help me
status 2; no_out; has err "'feedgen help rules' lists the rules"
end

begin 'two topics'
run help build validate
status 2; has err "one topic at a time, not 'build' and 'validate'"
end

for arguments in version --version -V; do
	begin "feedgen $arguments"
	run $arguments
	status 0; no_err
	grep -qx 'feedgen [0-9]*\.[0-9]*\.[0-9]*' out || fault 'no version'
	for library in libxml2 libyaml cmark; do
		grep -qx "$library [0-9.]*" out || fault "no $library"
	done
	end
done

plan
