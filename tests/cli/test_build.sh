# SPDX-License-Identifier: ISC
# test_build.sh - feedgen build: results, time, what is said at the end.
# shellcheck shell=sh disable=SC1091,SC2034
. "$1/lib.sh"

site blog

begin 'a first build'
run build blog
status 0; no_err
sed 's/[0-9,]* bytes/N bytes/' out >shown
mv shown out
is out <<'END'
created  blog/_site/feed.xml  Atom  1 entry  N bytes
created  blog/_site/rss.xml  RSS  1 entry  N bytes
created  blog/_site/sitemap.xml  sitemap  1 URL  N bytes
created  blog/_site/robots.txt  robots.txt  N bytes
END
end

begin 'bytes are those of the file'
rm blog/_site/feed.xml
run build blog
size=$(wc -c <blog/_site/feed.xml)
status 0; has out "  $size bytes"
end

begin 'a second build says nothing'
run build blog
status 0; no_out; no_err
end

begin 'a second build, verbose'
run build blog -v
status 0; no_err; has out 'unchanged  blog/_site/feed.xml  Atom  1 entry'
tail -n 1 out |
	grep -Eqx '[0-9]+ files in [0-9]+\.[0-9]{2} s: [0-9]+ unchanged' ||
	fault 'no totals'
end

begin 'a changed site'
post blog/_posts/2026-01-02-second.md 'title: Second'
run build blog
status 0; no_err; has out 'updated  blog/_site/feed.xml  Atom  2 entries'
end

begin 'the current folder, and a dry run'
(cd blog && exec "$FEEDGEN" build -n -v -o ../new) >out 2>err
got=$?
status 0; has out 'would create  ../new/feed.xml  Atom  2 entries'
has out ' would create'; lacks out 'created'
[ ! -e new ] || fault 'a dry run wrote'
end

begin 'quiet'
rm -rf blog/_site
run build -q blog
status 0; no_out; no_err
[ -f blog/_site/feed.xml ] || fault 'nothing was written'
end

begin 'thousands have a comma'
head -c 30000 /dev/zero | tr '\0' x >>blog/_posts/2026-01-02-second.md
run build blog
status 0
grep -Eq 'updated  blog/_site/feed.xml  Atom  2 entries  [0-9]{2},[0-9]{3} bytes' \
	out || fault 'no comma'
end
post blog/_posts/2026-01-02-second.md 'title: Second'

begin 'no site'
run build nowhere
status 2; no_out; has err "cannot open the folder 'nowhere'"
has err '[site-unreadable]'; has err '1 error; nothing was published'
end

begin 'no such configuration'
run build blog --config blog/_config.yml,none.yml
status 2
has err "none.yml: error: there is no file 'none.yml' [config-missing]"
end

begin 'configurations in their order'
echo 'title: Other' >other.yml
run build blog --config=blog/_config.yml,other.yml -o new1
status 0; has new1/feed.xml '>Other</title>'
end

begin 'a file of options'
printf 'rss: /other.xml\nrobots: false\n' >options.yml
run build blog -n -f options.yml -o new2
status 0; has out 'new2/other.xml  RSS'; lacks out 'robots.txt'
end

# ---- what is wrong ----

begin 'an error: message, line, caret, hint, and what became of it'
post blog/_posts/2026-01-03-bad.md 'title: Bad' 'date: 2026-13-01'
run build blog
status 1; no_out
is err <<'END'
blog/_posts/2026-01-03-bad.md:3:7: error: '2026-13-01' is not a date [date-invalid]
    3 | date: 2026-13-01
      |       ^
  hint: write YYYY-MM-DD, with a time and zone if it matters: 2026-01-13 09:00:00 +0100
1 error; nothing was published
END
end

begin 'quiet shows errors'
cp err before
run build -q blog
status 1; no_out
is err <before
end

begin 'a dry run with an error'
run build -n blog
status 1; no_out; has err '1 error; nothing would be published'
end

begin 'keep going'
post blog/_posts/2026-01-04-good.md 'title: Good'
run build --keep-going blog
status 1; has out 'updated  blog/_site/feed.xml  Atom  3 entries'
has err '1 error; the rest was published'
end

begin 'keep going, as a dry run'
run build --keep-going -n -o new3 blog
status 1; has out 'would create  new3/feed.xml'
has err '1 error; the rest would be published'
end
rm blog/_posts/2026-01-03-bad.md

begin 'two errors and a warning'
post blog/_posts/2026-01-05-twice.md 'title: One' 'title: Two'
post blog/_posts/2026-01-06-b.md 'date: 2026-02-30'
post blog/_posts/2026-01-07-c.md 'date: x'
run build blog
status 1; no_out; has err '2 errors, 1 warning; nothing was published'
end
rm blog/_posts/2026-01-06-b.md blog/_posts/2026-01-07-c.md

begin 'a warning does not keep from publishing'
run build blog
status 0; has out 'updated'
has err ':3:1: warning: '; has err '[yaml-duplicate-key]'
[ "$(tail -n 1 err)" = '1 warning' ] || fault 'no summary'
end

begin 'quiet hides warnings'
run build -q blog
status 0; no_out; no_err
end

begin 'strict: a warning is an error'
run build --strict blog
status 1; no_out; has err ':3:1: error: '; lacks err 'warning'
has err '1 error; nothing was published'
end

begin 'strict and quiet: it is shown'
run build --strict -q blog
status 1; no_out; has err '[yaml-duplicate-key]'
end
rm blog/_posts/2026-01-05-twice.md

begin 'notes are shown by verbose only'
post blog/feed.md 'permalink: /feed.xml'
run build blog -o new4
status 0; lacks err 'note'
run build blog -v -o new4
status 0; has err ': note: '; has err '[feed-path-taken]'
end
rm blog/feed.md

begin 'more problems of one file than are shown'
site many
{
	echo ---
	i=0
	while [ $i -lt 60 ]; do
		echo "k: $i"
		i=$((i + 1))
	done
	echo ---
} >many/_posts/2026-01-01-first.md
run build many
status 0; has err '[too-many]'; has err 'at least '; has err ' warnings'
end

# ---- time ----

site future
post future/_posts/2026-06-01-later.md 'title: Later' \
	'date: 2026-06-01 12:00:00 +0000'

begin '--now'
run build future -n --now 2026-06-01T11:59:59Z
status 0; has out 'feed.xml  Atom  1 entry'
run build future -n --now 2026-06-01T14:00:00+02:00
status 0; has out 'feed.xml  Atom  2 entries'
end

begin 'SOURCE_DATE_EPOCH'
SOURCE_DATE_EPOCH=1780315199
export SOURCE_DATE_EPOCH
run build future -n
status 0; has out 'feed.xml  Atom  1 entry'
SOURCE_DATE_EPOCH=1780315200
run build future -n
status 0; has out 'feed.xml  Atom  2 entries'
end

begin 'SOURCE_DATE_EPOCH wins over the configuration'
echo 'time: 2026-01-15' >>future/_config.yml
run build future -n
status 0; has out 'feed.xml  Atom  2 entries'
end

begin '--now wins over SOURCE_DATE_EPOCH'
run build future -n --now 2026-06-01T11:59:59Z
status 0; has out 'feed.xml  Atom  1 entry'
end

for epoch in '' x -1 1.5 ' 1' 1780315200x 253402300800 99999999999999999999; do
	begin "SOURCE_DATE_EPOCH='$epoch'"
	SOURCE_DATE_EPOCH=$epoch
	run build future -n
	status 2; no_out
	has err "must be a number of seconds since 1970, not '$epoch'"
	run build future -n --now 2026-06-01T12:00:00Z
	status 0; no_err
	end
done
unset SOURCE_DATE_EPOCH

begin '--future'
run build future -n --now 2026-06-01T11:00:00Z --future
status 0; has out 'feed.xml  Atom  2 entries'
end

begin '--drafts'
mkdir future/_drafts
post future/_drafts/idea.md 'title: Idea'
run build future -n --now 2030-06-02T00:00:00Z
has out 'feed.xml  Atom  2 entries'
# A draft has the date of its file, which may be later than that.
run build future -n --now 9990-01-01T00:00:00Z --drafts
status 0; has out 'feed.xml  Atom  3 entries'
end

begin 'threads do not matter'
for jobs in 1 2 64; do
	run build blog -j $jobs -o "jobs$jobs"
	status 0
done
diff -r jobs1 jobs2 >/dev/null || fault '1 and 2 differ'
diff -r jobs1 jobs64 >/dev/null || fault '1 and 64 differ'
end

plan
