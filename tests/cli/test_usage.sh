# SPDX-License-Identifier: ISC
# test_usage.sh - commands, options and operands; what is wrong with them.
# shellcheck shell=sh disable=SC1091,SC2034
. "$1/lib.sh"

begin 'no arguments: short usage on standard error'
run
status 2; no_out; has err 'usage: feedgen COMMAND'; has err '  validate   '
end

begin 'a misspelt command'
run biuld
status 2; no_out
is err <<'END'
feedgen: there is no command 'biuld'; did you mean 'build'?
Try 'feedgen --help'.
END
end

begin 'letters that changed places count once'
run ubidl
status 2; has err "did you mean 'build'?"
end

begin 'the beginning of a command'
run val
status 2; has err "did you mean 'validate'?"
end

begin 'a word that is like no command'
run frobnicate
status 2
is err <<'END'
feedgen: there is no command 'frobnicate'; known are build, list, validate, diff, help and version
Try 'feedgen --help'.
END
end

begin 'an option before the command'
run --strict build
status 2
has err "'--strict' stands where a command is expected, such as 'build'"
end

begin 'a misspelt option of the program'
run --versoin
status 2; has err "did you mean '--version'?"
end

begin 'the empty command'
run ''
status 2; no_out; has err "there is no command ''"
end

begin 'control characters of an argument do not reach the terminal'
run "$(printf 'a\033[31mb\nc\377')"
status 2; has err "there is no command 'a$(printf '\357\277\275')[31mb"
[ "$(wc -l <err)" -eq 2 ] || fault 'a line end got through'
lacks err "$(printf '\033')"
end

begin 'a very long argument'
run "$(printf '%05000d' 0)"
status 2; has err 'there is no command'
end

site blog
begin 'a misspelt long option'
run build blog --drafs
status 2; no_out
is err <<'END'
feedgen build: there is no option '--drafs'; did you mean '--drafts'?
Try 'feedgen build --help'.
END
[ ! -e blog/_site ] || fault 'the site was built'
end

begin 'a misspelt long option with a value'
run build --fromat=json
status 2; has err "there is no option '--fromat'; did you mean '--format'?"
end

begin 'a long option that is like none'
run build --xyzzy
status 2; has err "there is no option '--xyzzy'"; lacks err 'did you mean'
end

begin 'long options are not abbreviated'
run build --dry
status 2; has err "did you mean '--dry-run'?"
end

begin 'a long option of 100,000 letters'
run build "--$(printf '%0100000d' 0)"
status 2; has err 'there is no option'
end

begin 'an unknown letter'
run build -nx blog
status 2; has err "feedgen build: there is no option '-x'"
end

begin 'an unknown letter that is not ASCII'
run build -ä
status 2; has err "there is no option '-ä'"
end

begin 'validate has not the options of build'
run validate --drafts x.xml
status 2; has err "feedgen validate: there is no option '--drafts'"
end

for option in -o --destination --config -f --options --now -j --jobs --format
do
	begin "$option without its value"
	run build blog $option
	status 2; no_out; has err "$option needs a value"
	end

	begin "$option with an empty value"
	run build blog $option ''
	status 2; has err "the value of $option is empty"
	end
done

begin 'a value for an option that takes none'
run build blog --drafts=yes
status 2; has err '--drafts takes no value'
end

for jobs in 0 65 -1 4x x 99999999999999999999 ' 4' +4; do
	begin "-j '$jobs'"
	run build blog -j "$jobs"
	status 2; no_out
	has err "-j must be a number from 1 to 64, not '$jobs'"
	end
done

for jobs in -j1 '-j 64' --jobs=2 '--jobs 08'; do
	begin "$jobs"
	# shellcheck disable=SC2086 # two words
	run build blog -n $jobs
	status 0
	end
done

for now in 2026 2026-01-01 2026-02-30T00:00:00Z '2026-01-01 00:00:00Z' now \
	2026-01-01T00:00:00; do
	begin "--now '$now'"
	run build blog --now "$now"
	status 2; no_out; has err '--now must be a date and time like'
	has err "not '$now'"
	end
done

begin 'an unknown format'
run build blog --format=xml
status 2; has err "--format must be 'text' or 'json', not 'xml'"
end

begin 'an empty name among configuration files'
run build blog --config a.yml,,b.yml
status 2; has err '--config must be file names between commas'
end

begin 'quiet and verbose'
run build blog -qv
status 2; has err '--quiet and --verbose exclude each other'
end

begin 'two sites'
run build blog other
status 2
has err "only one site can be built at a time, not 'blog' and 'other'"
end

begin 'an empty site'
run build ''
status 2; has err 'a name is empty'
end

begin 'options stand behind operands, too, and letters together'
run build blog -nqo new
status 0; no_out; no_err
[ ! -e new ] || fault 'a dry run wrote'
end

begin 'a value in the argument of its letter'
run build -onew blog
status 0; has out 'created  new/feed.xml'
[ -f new/feed.xml ] || fault 'new/feed.xml is not there'
end

begin 'what follows two hyphens is an operand'
site -x
run build -n -- -x
status 0; has out '-x/_site/feed.xml'
end

begin 'of an option that is repeated, the last one counts'
run build blog -n -o one -o two
status 0; has out 'two/feed.xml'; lacks out 'one/'
end

begin 'version takes no arguments'
run version now
status 2; has err "feedgen version: takes no arguments, such as 'now'"
end

plan
