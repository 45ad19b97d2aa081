# SPDX-License-Identifier: ISC
# test_diff.sh - feedgen diff: files, folders, statuses.
# shellcheck shell=sh
. "$1/lib.sh"

# feed FILE ENTRY...: an entry is its id, which is its link, and its title.
feed()
{
	file=$1
	shift
	{
		echo '<feed xmlns="http://www.w3.org/2005/Atom">'
		echo '<id>x:feed</id><title>Feed</title>'
		while [ $# -gt 0 ]; do
			printf '<entry><id>%s</id><link href="%s"/>' "$1" \
				"https://example.org/$2/"
			printf '<title>%s</title></entry>\n' "$2"
			shift 2
		done
		echo '</feed>'
	} >"$file"
}

# urls FILE ROOT ITEM URL...
urls()
{
	file=$1 root=$2 item=$3
	shift 3
	{
		printf '<%s xmlns="http://www.sitemaps.org/%s">\n' "$root" \
			schemas/sitemap/0.9
		for url; do
			printf '<%s><loc>https://example.org/%s</loc></%s>\n' \
				"$item" "$url" "$item"
		done
		printf '</%s>\n' "$root"
	} >"$file"
}

feed a.xml 1 One 2 Two
feed b.xml 1 One 2 Two 3 Three
feed c.xml 1 One second Two

begin 'the same file'
run diff a.xml a.xml
status 0; no_err
is out <<'END'
a.xml: 2 entries in both, 0 ids changed: no subscriber sees anything twice
END
end

begin 'a new entry'
run diff a.xml b.xml
status 0; no_err
is out <<'END'
b.xml:
  entries added:
    Three (https://example.org/Three/)
b.xml: 2 entries in both, 1 added, 0 ids changed: no subscriber sees anything twice
END
end

begin 'an id that has changed'
run diff a.xml c.xml
status 1; no_err
is out <<'END'
c.xml:
  id changed, so marked unread again:
    Two: id '2' -> 'second'
c.xml: 2 entries in both, 1 changed, 1 id changed: subscribers see 1 entry again, marked unread
END
end

begin 'quiet'
run diff -q a.xml c.xml
status 1; no_out; no_err
end

begin 'JSON'
run diff --format=json a.xml c.xml
status 1; no_err
equal 'difference comparison summary' '" ".join(x["type"] for x in o)'
equal 'c.xml entry changed id Two https://example.org/Two/ 2 second' \
	'" ".join([o[0][k] for k in ("file", "scope", "change", "field", "title", "link", "before", "after")])'
equal 'Atom feed 2 2 2 1 0 0 1' \
	'" ".join(str(o[1][k]) for k in ("format", "before", "after", "both", "changed", "added", "gone", "ids_changed"))'
equal '1 1 1' '"%(status)d %(documents)d %(ids_changed)d" % o[2]'
end

begin 'JSON leaves out what is absent'
run diff --format=json a.xml b.xml
equal False 'any(k in o[0] for k in ("field", "before", "after"))'
end

begin 'a long value is shown from where it differs'
sed 's|<title>One</title>|<title>This title has so many words that a line would not hold it, A</title>|' a.xml >long-a.xml
sed 's/hold it, A/hold it, B/' long-a.xml >long-b.xml
run diff long-a.xml long-b.xml
status 0; has out ": title '...ot hold it, A' -> '...ot hold it, B'"
end

begin 'what a terminal would obey'
printf '<feed xmlns="http://www.w3.org/2005/Atom"><title>a&#x9b;1m</title></feed>' >control.xml
run diff a.xml control.xml
status 0
LC_ALL=C grep -q "$(printf '\302\233')" out && fault 'a control character'
end

begin 'a feed of another format'
cat >rss.xml <<'END'
<rss version="2.0"><channel><title>Feed</title><item><title>One</title>
<link>https://example.org/One/</link><guid>1</guid></item></channel></rss>
END
run diff a.xml rss.xml
status 0; has out "format 'Atom feed' -> 'RSS feed'"; has out '1 entry in both'
end

begin 'wrong usage'
run diff
status 2; no_out; has err 'name two files or two folders: the old and the new one'
run diff a.xml
status 2
run diff a.xml b.xml c.xml
status 2
end

begin 'a feed and a sitemap'
urls map.xml urlset url a b
run diff a.xml map.xml
status 2; no_out; has err "this is a sitemap, and 'a.xml' is a feed"
has err '[diff-unlike]'
end

begin 'a file and a folder'
mkdir empty
run diff a.xml empty
status 2; has err "this is a folder, and 'a.xml' is a file"
run diff empty a.xml
status 2; has err "this is a file, and 'empty' is a folder"
end

begin 'what is no feed'
echo '<html/>' >page.xml
run diff a.xml page.xml
status 2; no_out; has err 'page.xml:1:1: error: root element'
end

begin 'what is not well-formed'
sed '$d' a.xml >cut.xml
run diff cut.xml a.xml
status 2; no_out; has err 'cut.xml:5:1: error: not well-formed'
end

begin 'a file that is not there'
run diff a.xml nothing.xml
status 3; no_out; has err 'nothing.xml: error: file cannot be read'
end

begin 'sitemaps'
urls new.xml urlset url b c d
run diff map.xml new.xml
status 0; no_err
is out <<'END'
new.xml:
  URLs added:
    https://example.org/c
    https://example.org/d
  URLs gone:
    https://example.org/a
new.xml: 1 URL in both, 2 added, 1 gone
END
end

mkdir -p old/blog new/blog new/deep
cp a.xml old/feed.xml
cp c.xml new/feed.xml
cp a.xml old/blog/feed.xml
cp a.xml new/blog/feed.xml
cp a.xml new/deep/extra.xml
cp map.xml old/gone.xml
cp page.xml old/page.xml
echo '<feed' >new/page.txt
ln -s . new/circle

begin 'folders'
run diff old new/
status 1; no_err
is out <<'END'
blog/feed.xml: 2 entries in both, 0 ids changed: no subscriber sees anything twice
only in new/: deep/extra.xml
feed.xml:
  id changed, so marked unread again:
    Two: id '2' -> 'second'
feed.xml: 2 entries in both, 1 changed, 1 id changed: subscribers see 1 entry again, marked unread
only in old: gone.xml
all feeds: 4 entries in both, 1 id changed: subscribers see 1 entry again, marked unread
END
end

begin 'folders, as JSON'
run diff --format=json old new
equal 'blog/feed.xml deep/extra.xml feed.xml feed.xml gone.xml' \
	'" ".join(x["file"] for x in o[:-1])'
equal 'file added' '"%(scope)s %(change)s" % o[1]'
equal '1 2 1' '"%(status)d %(documents)d %(ids_changed)d" % o[-1]'
end

begin 'a file that has become no feed'
cp -R old broken
echo '<html/>' >broken/feed.xml
run diff old broken
status 2; has err 'broken/feed.xml:1:1: error'; has out 'blog/feed.xml: 2'
end

begin 'folders without a document'
run diff empty empty
status 2; no_out; has err '[diff-nothing]'
end

# A sitemap that has become an index of two parts.
mkdir parts more
urls parts/sitemap.xml sitemapindex sitemap sitemap-1.xml sitemap-2.xml
urls parts/sitemap-1.xml urlset url b
urls parts/sitemap-2.xml urlset url c
cp map.xml empty/sitemap.xml

begin 'a sitemap that has become an index'
run diff empty parts
status 0; no_err
is out <<'END'
sitemap.xml:
  changed as a whole:
    format 'sitemap' -> 'sitemap index'
  URLs added:
    https://example.org/c
  URLs gone:
    https://example.org/a
sitemap.xml: 1 URL in both, 1 added, 1 gone
END
end

begin 'a URL that moves from part to part is no difference'
cp parts/*.xml more
urls more/sitemap-1.xml urlset url c
urls more/sitemap-2.xml urlset url b
run diff parts more
status 0; no_err
is out <<'END'
sitemap.xml: 2 URLs in both
END
end

begin 'parts of an index'
urls more/sitemap.xml sitemapindex sitemap sitemap-1.xml
rm more/sitemap-2.xml
run diff parts more
status 0; no_err
is out <<'END'
sitemap.xml:
  sitemaps gone:
    https://example.org/sitemap-2.xml
  URLs gone:
    https://example.org/b
sitemap.xml: 1 URL in both, 1 gone
END
end

begin 'parts that are not there'
rm more/sitemap-1.xml
run diff parts/sitemap.xml more/sitemap.xml
status 0; has out 'sitemaps gone'
has err "part 'https://example.org/sitemap-1.xml' of this index"
has err '[diff-parts]'
end

begin 'parts that lie elsewhere are not read'
for name in ../a.xml %2e%2e%2fa.xml sitemap.xml .xml/; do
	urls more/sitemap.xml sitemapindex sitemap "$name"
	run diff more/sitemap.xml more/sitemap.xml
	status 0; has err '[diff-parts]'; lacks err 'a.xml:'
done
end

plan
