# SPDX-License-Identifier: ISC
# test_json.sh - results and diagnostics as JSON lines.
# shellcheck shell=sh disable=SC1091,SC2034
. "$1/lib.sh"

site blog

begin 'a build'
run build blog --format=json
status 0; no_err
equal 'output output output output summary' '" ".join(x["type"] for x in o)'
equal created 'o[0]["status"]'
equal blog/_site/feed.xml 'o[0]["path"]'
equal Atom 'o[0]["format"]'
equal 1 'o[0]["items"]'
equal "$(wc -c <blog/_site/feed.xml)" 'o[0]["bytes"]'
equal False 'o[0]["dry_run"]'
equal '0 0 0 4 True' \
	'"%(status)d %(errors)d %(warnings)d %(files)d %(complete)s" % o[-1]'
end

begin 'a dry run'
run build blog -n -v --format json -o new
status 0; equal True 'all(x["dry_run"] for x in o[:-1])'
[ ! -e new ] || fault 'a dry run wrote'
end

begin 'an error'
post blog/_posts/2026-01-03-bad.md 'title: Bad' 'date: "2026-13-01"'
run build blog --format=json
status 1; no_err
equal diagnostic 'o[0]["type"]'
equal error 'o[0]["severity"]'
equal input 'o[0]["fault"]'
equal date-invalid 'o[0]["rule"]'
equal blog/_posts/2026-01-03-bad.md 'o[0]["file"]'
equal 3:7 '"%(line)d:%(column)d" % o[0]'
equal "'2026-13-01' is not a date" 'o[0]["message"]'
equal 'date: "2026-13-01"' 'o[0]["source_line"]'
equal True 'o[0]["hint"].startswith("write YYYY")'
equal '1 1' '"%(status)d %(errors)d" % o[-1]'
end

begin 'quiet: errors and nothing else'
run build blog -q --format=json
status 1; no_err; equal diagnostic '" ".join(x["type"] for x in o)'
end
rm blog/_posts/2026-01-03-bad.md

begin 'what is absent is left out'
run validate nothing.xml --format=json
status 3; no_err
equal False '"line" in o[0] or "column" in o[0] or "hint" in o[0]'
equal 'document nothing.xml False' '"%(type)s %(file)s %(valid)s" % o[1]'
equal False '"format" in o[1]'
equal 'summary 3 0 1' '"%(type)s %(status)d %(valid)d %(documents)d" % o[2]'
end

begin 'a valid document'
run validate blog/_site/feed.xml --format=json
status 0
equal 'document blog/_site/feed.xml Atom feed True' \
	'"%(type)s %(file)s %(format)s %(valid)s" % o[0]'
end

begin 'names with every byte that a name may have'
set --
i=1
while [ $i -le 255 ]; do
	if [ $i -ne 47 ]; then
		# The last letter keeps a line end from being cut.
		# shellcheck disable=SC2059 # the format is the byte
		name=$(printf "\\$(printf %03o $i)x")
		echo '<html/>' >"./$name"
		set -- "$@" "./$name"
	fi
	i=$((i + 1))
done
run validate --format=json "$@"
status 2; no_err
awk '/[\001-\037\177]/ { exit 1 }' out || fault 'a control character'
equal 254 'sum(x["type"] == "document" for x in o)'
equal True 'any(x.get("file") == "./\nx" for x in o)'
equal True 'any(x.get("file") == "./\x1bx" for x in o)'
equal True 'any(x.get("file") == "./\"x" for x in o)'
equal True 'any(x.get("file") == "./\\x" for x in o)'
equal 128 'sum(x["type"] == "document" and x["file"] == "./\ufffdx" for x in o)'
end

# name OCTAL EXPECTED: what a file of that name is called, in Python's ASCII.
name()
{
	# shellcheck disable=SC2059 # the format is the name
	file=$(printf "$1")
	echo '<html/>' >"$file.xml"
	run validate --format=json "$file.xml"
	equal "$2" 'ascii(o[0]["file"])'
}

begin 'UTF-8 that is none: overlong, surrogate, too large, cut'
name '\300\257' "'\\ufffd\\ufffd.xml'"
name '\340\200\257' "'\\ufffd\\ufffd\\ufffd.xml'"
name '\355\240\200' "'\\ufffd\\ufffd\\ufffd.xml'"
name '\364\220\200\200' "'\\ufffd\\ufffd\\ufffd\\ufffd.xml'"
name '\342\202' "'\\ufffd\\ufffd.xml'"
end

begin 'UTF-8 stays as it is, control characters are escaped'
name '\360\237\231\202' "'\\U0001f642.xml'"
name '\302\205' "'\\x85.xml'"
has out '"\u0085.xml"'
end

begin 'wrong usage is told as text'
run build --format=json --nope
status 2; no_out; has err "there is no option '--nope'"
end

plan
