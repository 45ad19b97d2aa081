# SPDX-License-Identifier: ISC
# test_validate.sh - feedgen validate: files, standard input, statuses.
# shellcheck shell=sh disable=SC1091,SC2034
. "$1/lib.sh"

site blog
run build blog
cp blog/_site/*.xml .
echo '<rss version="2.0"><channel></channel></rss>' >bad.xml
echo '<html/>' >page.xml

begin 'valid files'
run validate feed.xml rss.xml sitemap.xml
status 0; no_err
is out <<'END'
feed.xml: valid Atom feed
rss.xml: valid RSS feed
sitemap.xml: valid sitemap
END
end

begin 'quiet'
run validate -q feed.xml rss.xml
status 0; no_out; no_err
end

begin 'no file'
run validate
status 2; no_out
has err "name a file to validate, or '-' for standard input"
end

begin 'an invalid file'
run validate bad.xml
status 1; no_out; has err 'bad.xml:1:'; has err '[schema-invalid]'
tail -n 1 err | grep -Eqx '[0-9]+ errors?' || fault 'no summary'
end

begin 'an invalid file among valid ones'
run validate feed.xml bad.xml rss.xml
status 1; has out 'feed.xml: valid'; has out 'rss.xml: valid'
lacks out 'bad.xml'; has err '; 2 of 3 files are valid'
end

begin 'what is no feed'
run validate page.xml
status 2; no_out; has err '[format-not-known]'
end

begin 'a file that is not there'
run validate nothing.xml
status 3; no_out
has err 'nothing.xml: error: file cannot be read: No such file or directory'
end

begin 'a folder'
run validate .
status 3; has err '[file-not-regular]'
end

begin 'the worst status counts, wherever it stands'
run validate bad.xml page.xml feed.xml
status 2
run validate nothing.xml page.xml feed.xml bad.xml
status 3; has err '; 1 of 4 files is valid'
end

begin 'standard input'
"$FEEDGEN" validate - <feed.xml >out 2>err
got=$?
status 0; no_err; has out '<stdin>: valid Atom feed'
end

begin 'standard input that comes in pieces, and is long'
{
	sed 's|</feed>||' feed.xml
	sleep 1
	head -c 300000 /dev/zero | tr '\0' ' '
	echo '</feed>'
} | "$FEEDGEN" validate - >out 2>err
got=$?
status 0; has out '<stdin>: valid Atom feed'
end

begin 'invalid standard input, beside a file'
"$FEEDGEN" validate feed.xml - <bad.xml >out 2>err
got=$?
status 1; has err '<stdin>:1:'; has err '; 1 of 2 files is valid'
end

begin 'empty standard input'
run validate -
status 1; has err '<stdin>: error: the document is empty'
end

begin 'standard input twice'
run validate - -
status 2; has err 'standard input can be read only once'
end

begin 'closed standard input'
"$FEEDGEN" validate - <&- >out 2>err
got=$?
status 3; has err 'feedgen: cannot read standard input: '
end

begin 'standard input that is a folder'
"$FEEDGEN" validate - <. >out 2>err
got=$?
status 3; has err 'cannot read standard input: Is a directory'
end

begin 'a file whose name begins with a hyphen'
cp feed.xml ./-q
run validate -- -q
status 0; has out '-q: valid Atom feed'
end

plan
