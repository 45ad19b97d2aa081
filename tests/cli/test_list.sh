# SPDX-License-Identifier: ISC
# test_list.sh - what would be announced, and why something is not.
# shellcheck shell=sh
. "$1/lib.sh"

site blog
post blog/_posts/2026-01-02-second.md 'title: "Second\\tone"' 'tags: [a, "b\\"c"]'
post blog/_posts/2026-01-03-off.md 'title: Off' 'published: false'
post blog/_posts/2099-01-04-late.md 'title: Late'
post blog/index.html
mkdir blog/_drafts
post blog/_drafts/soon.md 'title: Soon'
tab=$(printf '\t')

begin 'columns'
run list blog
status 0; no_err
is out <<END
2026-01-02T00:00:00Z${tab}post${tab}/feed.xml,/rss.xml${tab}yes${tab}https://example.org/2026/01/02/second.html${tab}_posts/2026-01-02-second.md${tab}Second one
2026-01-01T00:00:00Z${tab}post${tab}/feed.xml,/rss.xml${tab}yes${tab}https://example.org/2026/01/01/first.html${tab}_posts/2026-01-01-first.md${tab}First
-${tab}page${tab}-${tab}yes${tab}https://example.org/${tab}index.html${tab}-
END
end

begin 'nothing is written'
[ ! -e blog/_site ] || fault 'there is a _site'
end

begin 'the current folder'
(cd blog && "$FEEDGEN" list) >out 2>err
got=$?
status 0; no_err; has out "${tab}_posts/2026-01-01-first.md${tab}First"
end

begin 'as JSON lines'
run list blog --format=json
status 0; no_err
equal 'listed listed listed' '" ".join(x["type"] for x in o)'
equal post 'o[0]["kind"]'
equal _posts/2026-01-02-second.md 'o[0]["path"]'
equal https://example.org/2026/01/02/second.html 'o[0]["url"]'
equal 'Second one' 'o[0]["title"]'
equal 2026-01-02T00:00:00Z 'o[0]["published"]'
equal 2026-01-02T00:00:00Z 'o[0]["updated"]'
equal '[]' 'o[0]["categories"]'
equal 'a|b"c' '"|".join(o[0]["tags"])'
equal '/feed.xml|/rss.xml' '"|".join(o[0]["feeds"])'
equal True 'o[0]["in_sitemap"]'
equal page 'o[2]["kind"]'
equal '[]' 'o[2]["feeds"]'
equal False 'any(key in o[2] for key in ("title", "published", "updated"))'
end

begin '--future and --drafts'
run list blog --future --drafts --now=2026-02-01T00:00:00Z
status 0; no_err
has out "2099-01-04T00:00:00Z${tab}post${tab}/feed.xml"
has out "2026-02-01T00:00:00Z${tab}post${tab}/feed.xml"
end

begin '--now'
run list blog --now=2026-01-01T12:00:00Z
status 0; lacks out second; has out first
end

begin 'SOURCE_DATE_EPOCH'
SOURCE_DATE_EPOCH=1767268800 run list blog
status 0; lacks out second; has out first
end

begin 'SOURCE_DATE_EPOCH that is no time'
SOURCE_DATE_EPOCH=soon run list blog
status 2; no_out; has err 'feedgen list: SOURCE_DATE_EPOCH'
end

begin '--config'
printf 'title: Test\nurl: https://example.net\n' >other.yml
run list blog --config=other.yml
status 0; no_err; has out https://example.net/2026/01/01/first.html
end

begin '-f and -j'
printf 'rss: false\n' >own.yml
run list blog -f own.yml -j 2
status 0; no_err; lacks out /rss.xml; has out "${tab}/feed.xml${tab}yes"
end

begin 'two sites'
run list blog blog
status 2; no_out; has err 'only one site can be listed at a time'
end

begin 'no site'
run list nowhere
status 2; no_out; has err '[site-unreadable]'
end

begin 'why something is not published'
run list blog --explain _posts/2026-01-03-off.md
status 0; no_err
is out <<END
blog/_posts/2026-01-03-off.md:3:12: not published: 'published: false' [unpublished]
_posts/2026-01-03-off.md: not in /feed.xml: it is not published [not-written]
_posts/2026-01-03-off.md: not in /rss.xml: it is not published [not-written]
_posts/2026-01-03-off.md: not in /sitemap.xml: it is not published [not-written]
END
end

begin 'why something is published'
run list blog --explain=/2026/01/01/first.html
status 0; no_err
is out <<END
_posts/2026-01-01-first.md: published: as https://example.org/2026/01/01/first.html [kept]
_posts/2026-01-01-first.md: in /feed.xml: it is number 2 of 2 by date [kept]
_posts/2026-01-01-first.md: in /rss.xml: it is number 2 of 2 by date [kept]
_posts/2026-01-01-first.md: in /sitemap.xml: listed as https://example.org/2026/01/01/first.html [kept]
END
end

begin 'reasons as JSON lines'
run list blog --explain _posts/2026-01-03-off.md --format=json
status 0; no_err
equal 'reason reason reason reason' '" ".join(x["type"] for x in o)'
equal _posts/2026-01-03-off.md 'o[0]["path"]'
equal False '"output" in o[0] or o[0]["kept"]'
equal unpublished 'o[0]["rule"]'
equal "'published: false'" 'o[0]["text"]'
equal blog/_posts/2026-01-03-off.md 'o[0]["file"]'
equal 3:12 '"%(line)d:%(column)d" % o[0]'
equal /sitemap.xml 'o[3]["output"]'
equal False 'any(key in o[3] for key in ("file", "line", "column"))'
end

begin 'the path of another folder'
(cd blog/_posts && "$FEEDGEN" list .. --explain 2026-01-01-first.md) >out 2>err
got=$?
status 0; no_err; has out '_posts/2026-01-01-first.md: published'
end

begin 'a misspelt path'
run list blog --explain _posts/2026-01-01-frist.md
status 1; no_out
has err "the site has no file and no URL '_posts/2026-01-01-frist.md'"
has err "did you mean '_posts/2026-01-01-first.md'?"
end

begin '--explain without a value'
run list --explain
status 2; no_out; has err '--explain needs a value'
end

begin 'problems of other files are not asked about'
post blog/_posts/2026-01-05-bad.md 'title: [x'
run list blog --explain index.html
status 0; no_err; has out 'index.html: published'
end

begin 'problems of the file itself are'
run list blog --explain _posts/2026-01-05-bad.md
status 1; has out 'not published: not YAML'; has err '[yaml-syntax]'
end

begin 'a list goes on past broken files'
run list blog
status 1; has out first; lacks out bad; has err '[yaml-syntax]'
end

plan
