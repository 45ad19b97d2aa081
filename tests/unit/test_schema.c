/* SPDX-License-Identifier: ISC */
/* test_schema.c - documents that are right, and wrong in one respect each. */
#include "lib/schema.h"

#include "base/buf.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xmlschemastypes.h>

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

#define ATOM "<feed xmlns=\"http://www.w3.org/2005/Atom\""
#define FEED                                                                   \
	ATOM ">\n<id>urn:x:feed</id>\n<title>t</title>\n"                      \
	     "<updated>2024-03-28T15:01:35Z</updated>\n"
#define ENTRY                                                                  \
	"<entry>\n<id>urn:x:1</id>\n<title>t</title>\n"                        \
	"<updated>2024-03-28T15:01:35Z</updated>\n"
#define RSS                                                                    \
	"<rss version=\"2.0\">\n<channel>\n<title>t</title>\n"                 \
	"<link>https://example.org/</link>\n<description>d</description>\n"
#define URLSET                                                                 \
	"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
#define LOC "<loc>https://example.org/</loc>"

struct wrong {
	const char *document;
	const char *rule;
	unsigned line, column;
	const char *says; /* part of the message */
};

/* Line 6 is the first of an entry, an item or a url below. */
static const struct wrong wrong_documents[] = {
    /* not XML */
    {"", "xml-empty", 0, 0, "empty"},
    {" \n\t", "xml-empty", 0, 0, "empty"},
    {"no XML", "xml-malformed", 1, 1, "Start tag expected"},
    {FEED, "xml-malformed", 5, 1, "Premature end of data in tag feed"},
    {FEED "</rss>", "xml-malformed", 5, 7, "mismatch: feed line 1 and rss"},
    {FEED "<a:b/></feed>", "xml-malformed", 5, 1, "prefix a on b"},
    {FEED "&nbsp;</feed>", "xml-malformed", 5, 7, "'nbsp' not defined"},
    {FEED "\x01</feed>", "xml-malformed", 5, 1, "invalid Char value 1"},
    {FEED "<!-- a -- b --></feed>", "xml-malformed", 5, 8,
	"'--' in a comment"},
    {FEED "<link href='<'/></feed>", "xml-malformed", 5, 13, "not allowed"},
    {FEED "</feed><feed/>", "xml-malformed", 5, 8, "Extra content"},
    {URLSET "<url>" LOC "<v:video xmlns:v='http://www.google.com/schemas/"
	    "sitemap-video/1.1'><v:title>",
	"xml-malformed", 2, 113, "Premature end"},
    /* encodings */
    {FEED "<rights>\xc3\xa4\xff</rights></feed>", "xml-encoding", 5, 10,
	"not valid UTF-8"},
    {FEED "<rights>\xc0\xaf</rights></feed>", "xml-encoding", 5, 9,
	"not valid UTF-8"},
    {FEED "<rights>\xe0\x80\xaf</rights></feed>", "xml-encoding", 5, 9,
	"not valid UTF-8"},
    {FEED "<rights>\xc1\x81</rights></feed>", "xml-encoding", 5, 9,
	"not valid UTF-8"},
    {FEED "<rights>\xe0\x81\x81</rights></feed>", "xml-encoding", 5, 9,
	"not valid UTF-8"},
    {FEED "<rights>\xf0\x80\x81\x81</rights></feed>", "xml-encoding", 5, 9,
	"not valid UTF-8"},
    {"<?xml version=\"1.0\" encoding=\"UTF-16\"?>" FEED "</feed>",
	"xml-encoding", 1, 1, "declares the encoding 'UTF-16'"},
    {"\xef\xbb\xbf<?xml version=\"1.0\" encoding='latin1'?>" FEED "</feed>",
	"xml-encoding", 1, 1, "declares the encoding 'latin1' and is in UTF-8"},
    {"<?xml version=\"1.0\" encoding=\"x-none\"?>" FEED "</feed>",
	"xml-encoding", 1, 1, "'x-none' is not known"},
    {"<?xml version=\"1.0\" encoding=\"../../x\"?>" FEED "</feed>",
	"xml-encoding", 1, 1, "'../../x' is not known"},
    {"<?xml version=\"1.0\" encoding=\"EUC-JP\"?>" FEED
     "<rights>\xff</rights></feed>",
	"xml-encoding", 5, 9, "not valid EUC-JP"},
    {"<?xml version='1.0' encoding='ISO-8859-1'?>" URLSET "<url>" LOC
     "</url></urlset>",
	"xml-encoding", 1, 1, "sitemap has to be in UTF-8"},
    /* document types */
    {"<!DOCTYPE feed>\n" FEED "</feed>", "xml-dtd", 1, 1, "not allowed"},
    {"<!DOCTYPE feed SYSTEM 'http://192.0.2.1/x'>\n" FEED "</feed>",
	"xml-dtd", 1, 1, "not allowed"},
    {"\n<!DOCTYPE feed [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>\n" FEED
     "&a;</feed>",
	"xml-dtd", 2, 1, "not allowed"},
    {"<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' "
     "'http://192.0.2.1/x' [\n<!ENTITY a 'b'>\n]>" RSS "</channel></rss>",
	"xml-dtd", 2, 1, "not allowed"},
    {"<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' "
     "'http://192.0.2.1/x' [\n<!ATTLIST rss a CDATA 'b'>\n]>" RSS
     "</channel></rss>",
	"xml-dtd", 2, 1, "not allowed"},
    {"<!DOCTYPE rss SYSTEM 'http://192.0.2.1/x'>\n" RSS "</channel></rss>",
	"xml-dtd", 1, 1, "not allowed"},
    {"<!DOCTYPE rss PUBLIC '-//Other//DTD RSS 0.91//EN' 'x'>\n" RSS
     "</channel></rss>",
	"xml-dtd", 1, 1, "not allowed"},
    /* roots */
    {"<?xml version='1.0'?>\n <html/>", "format-not-known", 2, 2,
	"root element 'html' is neither"},
    {"<x:y xmlns:x='z'/>", "format-not-known", 1, 1, "'x:y'"},
    {"<feed/>", "root-wrong", 1, 1,
	"'feed' without a namespace is not 'feed' of namespace "
	"'http://www.w3.org/2005/Atom'"},
    {"<rss xmlns='u'/>", "root-wrong", 1, 1,
	"'rss' of namespace 'u' is not 'rss' without one"},
    {"<URLSET xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>",
	"root-wrong", 1, 1, "is not 'urlset'"},
    {"<title xmlns='http://www.w3.org/2005/Atom'/>", "root-wrong", 1, 1,
	"root element 'title'"},
    /* Atom: the feed's shell */
    {ATOM "><title/><updated>2024-03-28T15:01:35Z</updated></feed>",
	"schema-invalid", 1, 1, "element 'feed' lacks an element 'id'"},
    {"<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\"><a:title/>"
     "<a:id>urn:x</a:id></a:feed>",
	"schema-invalid", 1, 1, "element 'a:feed' lacks an element 'a:updated'"},
    {FEED "<id>urn:x:1</id></feed>", "schema-invalid", 5, 1,
	"element 'id' stands more than once in 'feed'"},
    {FEED "<item/></feed>", "schema-invalid", 5, 1,
	"element 'item' is not allowed in 'feed'"},
    {FEED "<x:y xmlns:x='z'><foo/></x:y><foo/></feed>", "schema-invalid", 5,
	30, "element 'foo' is not allowed in 'feed'"},
    {FEED ENTRY "</entry>\n text</feed>", "schema-invalid", 10, 2,
	"text 'text' is not allowed in 'feed'"},
    {FEED "<link/></feed>", "schema-invalid", 5, 1,
	"element 'link' lacks the attribute 'href'"},
    {FEED "<link href='a' foo='b'/></feed>", "schema-invalid", 5, 1,
	"attribute 'foo' is not allowed in 'link'"},
    {FEED "<link href='a' rel=''/></feed>", "schema-invalid", 5, 1,
	"attribute 'rel' of 'link' is ''; allowed: a link relation"},
    {FEED "<link href='a' type='html'/></feed>", "schema-invalid", 5, 1,
	"attribute 'type' of 'link' is 'html'; allowed: a media type"},
    {FEED "<link href='a' hreflang='e_n'/></feed>", "schema-invalid", 5, 1,
	"'e_n'; allowed: a language tag"},
    {FEED "<link href='a' xml:lang='e_n'/></feed>", "schema-invalid", 5, 1,
	"attribute 'xml:lang' of 'link' is 'e_n'"},
    {FEED "<author/></feed>", "schema-invalid", 5, 1,
	"element 'author' lacks an element 'name'"},
    {FEED "<author><name/><email>x</email></author></feed>",
	"schema-invalid", 5, 16,
	"element 'email' holds 'x'; allowed: an e-mail address"},
    {FEED "<category/></feed>", "schema-invalid", 5, 1,
	"lacks the attribute 'term'"},
    {FEED "<category term='a' scheme='b'/></feed>", "schema-invalid", 5, 1,
	"'b'; allowed: an IRI"},
    {FEED "<icon>a b</icon></feed>", "schema-invalid", 5, 1,
	"element 'icon' holds 'a b'"},
    {FEED "<generator><b/></generator></feed>", "schema-invalid", 5, 12,
	"element 'b' is not allowed in 'generator'"},
    {FEED "<fh:complete xmlns:fh='http://purl.org/syndication/history/1.0'>"
	  "x</fh:complete></feed>",
	"schema-invalid", 5, 65, "text 'x' is not allowed in 'fh:complete'"},
    {FEED "<dc:foo xmlns:dc='http://purl.org/dc/elements/1.1/'/></feed>",
	"schema-invalid", 5, 1, "'dc:foo' is not allowed"},
    /* Atom: entries */
    {FEED ENTRY "</entry><entry>\n<id>urn:x:2</id><title/></entry></feed>",
	"schema-invalid", 9, 9, "element 'entry' lacks an element 'updated'"},
    {FEED ENTRY "<published>2024-02-30T00:00:00Z</published></entry></feed>",
	"schema-invalid", 9, 1,
	"element 'published' holds '2024-02-30T00:00:00Z'; allowed: a date "
	"and time"},
    {FEED ENTRY "<published>2024-02-20T00:00:00</published></entry></feed>",
	"schema-invalid", 9, 1, "holds '2024-02-20T00:00:00'"},
    {FEED ENTRY "<summary type='text/html'>a</summary></entry></feed>",
	"schema-invalid", 9, 1,
	"'text/html'; allowed: 'text', 'html', 'xhtml'"},
    {FEED ENTRY "<summary type='html'><b/></summary></entry></feed>",
	"schema-invalid", 9, 22, "element 'b' is not allowed in 'summary'"},
    {FEED ENTRY "<content type='xhtml'/></entry></feed>", "schema-invalid",
	9, 1, "element 'content' lacks an element 'xhtml:div'"},
    {FEED ENTRY "<content src='a'>\n b</content></entry></feed>",
	"schema-invalid", 10, 2, "text 'b' is not allowed in 'content'"},
    {FEED ENTRY "<content type='html' src='a'/></entry></feed>",
	"schema-invalid", 9, 1,
	"attribute 'type' of 'content' is 'html'; allowed: a media type"},
    {FEED ENTRY "<thr:in-reply-to xmlns:thr='http://purl.org/syndication/"
		"thread/1.0'/></entry></feed>",
	"schema-invalid", 9, 1, "lacks the attribute 'ref'"},
    {FEED ENTRY "<source><id>x</id></source></entry></feed>",
	"schema-invalid", 9, 9, "element 'id' holds 'x'"},
    {"<entry xmlns='http://www.w3.org/2005/Atom'><title/>"
     "<updated>2024-03-28T15:01:35Z</updated></entry>",
	"schema-invalid", 1, 1, "element 'entry' lacks an element 'id'"},
    /* RSS */
    {"<rss><channel><title/><link>https://example.org/</link><description/>"
     "</channel></rss>",
	"schema-invalid", 1, 1, "lacks the attribute 'version'"},
    {"<rss version='3'><channel><title/><link>https://example.org/</link>"
     "<description/></channel></rss>",
	"schema-invalid", 1, 1, "'3'; allowed: '2.0', '0.91'"},
    {"<rss version='2.0'/>", "schema-invalid", 1, 1,
	"lacks an element 'channel'"},
    {RSS "<title/></channel></rss>", "schema-invalid", 6, 1,
	"'title' stands more than once in 'channel'"},
    {RSS "<foo/></channel></rss>", "schema-invalid", 6, 1,
	"'foo' is not allowed in 'channel'"},
    {RSS "<item><foo/><title/></item></channel></rss>", "schema-invalid", 6,
	7, "'foo' is not allowed in 'item'"},
    {RSS "<item>\n<link>https://example.org/</link></item></channel></rss>",
	"schema-invalid", 6, 1,
	"element 'item' lacks an element 'title' or 'description'"},
    {RSS "<item><title/><description/><description/></item></channel></rss>",
	"schema-invalid", 6, 29, "'description' stands more than once"},
    {RSS "<item><title/><guid>abc</guid></item></channel></rss>",
	"schema-invalid", 6, 15, "'guid' holds 'abc'; allowed: a URL"},
    {RSS "<item><title/><guid isPermaLink='no'>a</guid></item></channel>"
	 "</rss>",
	"schema-invalid", 6, 15, "'no'; allowed: 'true', 'false'"},
    {RSS "<item><title/><enclosure url='https://a/b' type='a/b'/></item>"
	 "</channel></rss>",
	"schema-invalid", 6, 15, "lacks the attribute 'length'"},
    {RSS "<item><title/><pubDate>2024-03-28</pubDate></item></channel></rss>",
	"schema-invalid", 6, 15, "a date such as 'Thu, 28 Mar 2024"},
    {RSS "<item><title/><description><b/></description></item></channel>"
	 "</rss>",
	"schema-invalid", 6, 28, "'b' is not allowed in 'description'"},
    {RSS "<item><title/><author>me</author></item></channel></rss>",
	"schema-invalid", 6, 15, "an e-mail address"},
    {RSS "<link2 xmlns=''/></channel></rss>", "schema-invalid", 6, 1,
	"'link2'"},
    {RSS "<image><url>https://a/b</url><title/></image></channel></rss>",
	"schema-invalid", 6, 1, "element 'image' lacks an element 'link'"},
    {RSS "<image><url>https://a/b</url><title/><link>https://a/</link>"
	 "<width>145</width></image></channel></rss>",
	"schema-invalid", 6, 61, "'145'; allowed: a whole number from 1 to 144"},
    {RSS "<skipHours><hour>25</hour></skipHours></channel></rss>",
	"schema-invalid", 6, 12, "a whole number from 0 to 23"},
    {RSS "<ttl>soon</ttl></channel></rss>", "schema-invalid", 6, 1,
	"'soon'; allowed: a whole number"},
    {RSS "<m:thumbnail xmlns:m='http://search.yahoo.com/mrss/'/></channel>"
	 "</rss>",
	"schema-invalid", 6, 1,
	"element 'm:thumbnail' lacks the attribute 'url'"},
    {RSS "<i:category xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd'/>"
	 "</channel></rss>",
	"schema-invalid", 6, 1, "lacks the attribute 'text'"},
    /* sitemaps */
    {URLSET "</urlset>", "schema-invalid", 1, 1,
	"'urlset' lacks an element 'url'"},
    {URLSET "<url/></urlset>", "schema-invalid", 2, 1,
	"element 'url' lacks an element 'loc'"},
    {URLSET "<url>\n <lastmod>2024-03-28</lastmod></url></urlset>",
	"schema-invalid", 3, 2,
	"element 'lastmod' is not allowed here in 'url'; expected: 'loc'"},
    {URLSET "<url>" LOC LOC "</url></urlset>", "schema-invalid", 2, 37,
	"element 'loc' is not allowed here in 'url'; expected: 'lastmod' or "
	"'changefreq' or 'priority'"},
    {URLSET "<url><loc/></url></urlset>", "schema-invalid", 2, 6,
	"element 'loc' holds ''; allowed: a URL with scheme and host"},
    {URLSET "<url><loc>/only/a/path/</loc></url></urlset>", "schema-invalid",
	2, 6, "holds '/only/a/path/'"},
    {URLSET "<url>" LOC "<lastmod>2024-13-01</lastmod></url></urlset>",
	"schema-invalid", 2, 37,
	"element 'lastmod' holds '2024-13-01'; allowed: a date such as"},
    {URLSET "<url>" LOC "<changefreq>Daily</changefreq></url></urlset>",
	"schema-invalid", 2, 37,
	"element 'changefreq' holds 'Daily'; allowed: 'always', 'hourly'"},
    {URLSET "<url>" LOC "<priority>1.1</priority></url></urlset>",
	"schema-invalid", 2, 37, "holds '1.1'; allowed: a number from 0.0"},
    {URLSET "<url id='a'>" LOC "</url></urlset>", "schema-invalid", 2, 1,
	"attribute 'id' is not allowed in 'url'"},
    {URLSET "<url>" LOC "\n text</url></urlset>", "schema-invalid", 3, 2,
	"text is not allowed in 'url'"},
    {URLSET "<url><loc><b/>https://example.org/</loc></url></urlset>",
	"schema-invalid", 2, 11, "element 'b' is not allowed in 'loc'"},
    {"<s:urlset xmlns:s='http://www.sitemaps.org/schemas/sitemap/0.9'>"
     "<s:url/></s:urlset>",
	"schema-invalid", 1, 65, "element 's:url' lacks an element 's:loc'"},
    {"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>",
	"schema-invalid", 1, 1, "'sitemapindex' lacks an element 'sitemap'"},
    {URLSET "<url>" LOC "<i:image xmlns:i='http://www.google.com/schemas/"
	    "sitemap-image/1.1'/></url></urlset>",
	"schema-invalid", 2, 37, "element 'i:image' lacks an element 'i:loc'"},
    {URLSET "<url>" LOC "<x:link xmlns:x='http://www.w3.org/1999/xhtml' "
	    "rel='alternate'/></url></urlset>",
	"schema-invalid", 2, 37, "'x:link' lacks the attribute 'href'"},
    {URLSET "<url>" LOC "<x:link xmlns:x='http://www.w3.org/1999/xhtml' "
	    "rel='alternate' href='a' hreflang='_'/></url></urlset>",
	"schema-invalid", 2, 37,
	"attribute 'hreflang' of 'x:link' is '_'; allowed: a language tag"},
    {URLSET "<url>" LOC "<x:b xmlns:x='http://www.w3.org/1999/xhtml'/></url>"
	    "</urlset>",
	"schema-invalid", 2, 37, "'x:b' is not allowed in 'url'"},
    {URLSET "<url>" LOC "<v:video xmlns:v='http://www.google.com/schemas/"
	    "sitemap-video/1.1'><v:thumbnail_loc>a</v:thumbnail_loc>"
	    "<v:title/></v:video></url></urlset>",
	"schema-invalid", 2, 37, "'v:video' lacks an element 'v:description'"},
    {URLSET "<url>" LOC "<n:news xmlns:n='http://www.google.com/schemas/"
	    "sitemap-news/0.9'>\n<n:publication><n:name/><n:language>en"
	    "</n:language></n:publication><n:title/><n:publication_date>now"
	    "</n:publication_date></n:news></url></urlset>",
	"schema-invalid", 3, 78, "'n:publication_date' holds 'now'"},
};

static const struct right {
	const char *document;
	enum fg_format format;
} right_documents[] = {
    {FEED "</feed>", FG_FORMAT_ATOM_FEED},
    {"\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?>" FEED "</feed>",
	FG_FORMAT_ATOM_FEED},
    {"<?xml version='1.0' encoding='ISO-8859-1'?>" FEED
     "<rights>\xe4</rights></feed>",
	FG_FORMAT_ATOM_FEED},
    {"<!-- a --><?b c?>\n" FEED "<!-- - -->" ENTRY "</entry></feed>\n",
	FG_FORMAT_ATOM_FEED},
    /* Any order, any extension, unknown attributes of other namespaces. */
    {FEED ENTRY "</entry><x:y xmlns:x='z' b='c'>d<x:y/></x:y><y xmlns=''/>"
		"<subtitle x:a='b' xmlns:x='z'>s</subtitle></feed>",
	FG_FORMAT_ATOM_FEED},
    {FEED ENTRY "<content type='xhtml'><div xmlns='http://www.w3.org/1999/"
		"xhtml'>a<p>b<svg xmlns='http://www.w3.org/2000/svg'/></p>"
		"</div></content></entry></feed>",
	FG_FORMAT_ATOM_FEED},
    {FEED ENTRY "<content type='application/xml'><a xmlns=''>b</a></content>"
		"</entry></feed>",
	FG_FORMAT_ATOM_FEED},
    {FEED ENTRY "<content type='html'><![CDATA[<!-- a -- b ---><p>]]>"
		"</content></entry></feed>",
	FG_FORMAT_ATOM_FEED},
    {FEED "<author><name>a</name><uri>b</uri><email>c@d</email></author>"
	  "<category term='a' scheme='b:c' label=''/><link href=''/></feed>",
	FG_FORMAT_ATOM_FEED},
    {FEED ENTRY "<published>2016-12-31T23:59:60+00:00</published></entry>"
		"</feed>",
	FG_FORMAT_ATOM_FEED},
    {"<entry xmlns='http://www.w3.org/2005/Atom'><title/><id>a:b</id>"
     "<updated>2024-03-28T15:01:35.25+01:00</updated></entry>",
	FG_FORMAT_ATOM_ENTRY},
    {RSS "</channel></rss>", FG_FORMAT_RSS},
    {"<rss version='0.91'><channel><item><description/></item><description/>"
     "<link>https://example.org/</link><title/></channel></rss>",
	FG_FORMAT_RSS},
    {RSS "<item><title/><guid isPermaLink='false'>1</guid><pubDate>"
	 "Thu, 28 Mar 2024 15:01:35 +0100</pubDate><author>a@b (c)</author>"
	 "<enclosure url='https://a/b' length='0' type='audio/mpeg'/>"
	 "<c:encoded xmlns:c='http://purl.org/rss/1.0/modules/content/'>a"
	 "</c:encoded><d:creator xmlns:d='http://purl.org/dc/elements/1.1/'>"
	 "a</d:creator><x:y xmlns:x='z'/></item>"
	 "<a:link xmlns:a='http://www.w3.org/2005/Atom' href='b' rel='self'/>"
	 "</channel></rss>",
	FG_FORMAT_RSS},
    {URLSET "<url>" LOC "</url></urlset>", FG_FORMAT_SITEMAP},
    {"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:xsi="
     "'http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='http:"
     "//www.sitemaps.org/schemas/sitemap/0.9 http://192.0.2.1/x.xsd'><url>"
     LOC "</url></urlset>",
	FG_FORMAT_SITEMAP},
    {URLSET "<url>" LOC "<lastmod>2024-03-28T15:01:35Z</lastmod><changefreq>"
	    "daily</changefreq><priority>0.5</priority><x xmlns='y'><z>a</z>"
	    "</x><i:image xmlns:i='http://www.google.com/schemas/sitemap-image"
	    "/1.1'><i:title/><i:loc>a</i:loc></i:image></url></urlset>",
	FG_FORMAT_SITEMAP},
    /* Inside elements that nobody knows, nothing is looked at. */
    {URLSET "<url>" LOC "<x xmlns='y'><i:image xmlns:i='http://www.google.com"
	    "/schemas/sitemap-image/1.1'/></x></url></urlset>",
	FG_FORMAT_SITEMAP},
    {URLSET "<url>" LOC "<v:video xmlns:v='http://www.google.com/schemas/"
	    "sitemap-video/1.1'><v:tag/><v:title/><v:tag/><v:description/>"
	    "<v:thumbnail_loc/></v:video></url></urlset>",
	FG_FORMAT_SITEMAP},
    {"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
     "<sitemap>" LOC "<lastmod>2024-02-29</lastmod></sitemap></sitemapindex>",
	FG_FORMAT_SITEMAP_INDEX},
};

struct run {
	struct fg_arena arena;
	struct fg_diags diags;
	enum fg_format format;
	int result;
};

static void
run(struct run *r, struct fg_str document)
{
	*r = (struct run){0};
	r->diags.arena = &r->arena;
	fg_diags_open(&r->diags, FG_STR("x.xml"), document);
	r->result = fg_schema_validate(document, &r->format, &r->diags);
}

static const struct feedgen_diag *
first(const struct run *r)
{
	return &r->diags.list.first->diag;
}

static const struct feedgen_diag *
find(const struct run *r, const char *rule, const char *says)
{
	for (struct fg_diag_item *i = r->diags.list.first; i; i = i->next)
		if (strcmp(i->diag.rule, rule) == 0 &&
		    strstr(i->diag.message, says))
			return &i->diag;
	return NULL;
}

static void
print_diags(const struct run *r)
{
	for (struct fg_diag_item *i = r->diags.list.first; i; i = i->next)
		print_error("  %u:%u: %s [%s]\n", i->diag.line,
		    i->diag.column, i->diag.message, i->diag.rule);
}

static void
end(struct run *r)
{
	fg_arena_free(&r->arena);
}

static void
test_wrong(void **state)
{
	(void)state;
	for (size_t i = 0;
	    i < sizeof(wrong_documents) / sizeof(*wrong_documents); i++) {
		const struct wrong *w = &wrong_documents[i];
		const struct feedgen_diag *d;
		struct run r;

		run(&r, fg_str_c(w->document));
		d = find(&r, w->rule, w->says);
		if (r.result != -1 || !d || d->line != w->line ||
		    d->column != w->column) {
			print_error("%s\nwanted %s at %u:%u: %s\n",
			    w->document, w->rule, w->line, w->column, w->says);
			print_diags(&r);
			fail();
		}
		end(&r);
	}
}

static void
test_right(void **state)
{
	(void)state;
	for (size_t i = 0;
	    i < sizeof(right_documents) / sizeof(*right_documents); i++) {
		const struct right *w = &right_documents[i];
		struct run r;

		run(&r, fg_str_c(w->document));
		if (r.diags.list.first)
			print_error("%s\n", w->document);
		print_diags(&r);
		assert_int_equal(r.result, 0);
		assert_null(r.diags.list.first);
		assert_int_equal(r.format, w->format);
		assert_int_equal(
		    fg_schema_recognise(fg_str_c(w->document)), w->format);
		end(&r);
	}
}

/* Each has one cause; nothing else is said about it. */
static void
test_all_faults_in_order(void **state)
{
	static const struct {
		unsigned line, column;
		const char *says;
	} wanted[] = {
	    {1, 1, "'feed' lacks an element 'title'"},
	    {2, 1, "'x' is not allowed in 'feed'"},
	    {3, 1, "'entry' lacks an element 'id'"},
	    {3, 1, "'entry' lacks an element 'updated'"},
	    {4, 1, "'link' lacks the attribute 'href'"},
	    {5, 1, "'title' stands more than once in 'entry'"},
	    {6, 9, "'entry' lacks an element 'title'"},
	    {8, 4, "'updated' holds '\xc3\xa4'"},
	};
	struct run r;
	const struct fg_diag_item *item;
	size_t n = 0;

	(void)state;
	run(&r, FG_STR(ATOM "><id>urn:x</id>\n<x/>\n<entry><title/>\n<link/>\n"
			    "<title/>\n</entry><entry><id>urn:y</id>"
			    "<updated>2024-03-28T15:01:35Z</updated></entry>"
			    "\n\n<!--\xc3\xa4--><updated>\xc3\xa4</updated>"
			    "</feed>"));
	for (item = r.diags.list.first; item; item = item->next, n++) {
		assert_true(n < sizeof(wanted) / sizeof(*wanted));
		assert_non_null(strstr(item->diag.message, wanted[n].says));
		assert_int_equal(item->diag.line, wanted[n].line);
		if (n < 7)
			assert_int_equal(
			    item->diag.column, wanted[n].column);
		else /* columns count code points */
			assert_int_equal(item->diag.column, 9);
	}
	assert_int_equal(n, sizeof(wanted) / sizeof(*wanted));
	end(&r);
}

/* libxml2 has two messages for one wrong value. */
static void
test_one_fault_is_one_diagnostic(void **state)
{
	struct run r;

	(void)state;
	run(&r, FG_STR(URLSET "<url>" LOC "<changefreq>a</changefreq></url>"
			      "<url>" LOC "<priority>a</priority></url>"
			      "</urlset>"));
	assert_int_equal(r.diags.list.errors, 2);
	end(&r);
}

static void
test_recognise(void **state)
{
	(void)state;
	assert_int_equal(fg_schema_recognise(FG_STR("")), FG_FORMAT_UNKNOWN);
	assert_int_equal(
	    fg_schema_recognise(FG_STR("\0\0\0")), FG_FORMAT_UNKNOWN);
	assert_int_equal(
	    fg_schema_recognise(FG_STR("<html>")), FG_FORMAT_UNKNOWN);
	assert_int_equal(
	    fg_schema_recognise(FG_STR("<feed>")), FG_FORMAT_UNKNOWN);
	/* What follows the root's start tag is not looked at. */
	assert_int_equal(
	    fg_schema_recognise(FG_STR("<rss><a></b>\x01")), FG_FORMAT_RSS);
	assert_int_equal(fg_schema_recognise(FG_STR("<!DOCTYPE rss>\n<rss>")),
	    FG_FORMAT_RSS);
	assert_int_equal(fg_schema_recognise(FG_STR(
			     "<?xml version='1.0'?><!--a-->" ATOM ">")),
	    FG_FORMAT_ATOM_FEED);
	assert_int_equal(
	    fg_schema_recognise(FG_STR(URLSET)), FG_FORMAT_SITEMAP);
	assert_string_equal(fg_format_name(FG_FORMAT_RSS), "RSS feed");
	assert_null(fg_format_name(FG_FORMAT_UNKNOWN));
}

static void
test_too_large(void **state)
{
	struct run r;
	/* Nothing of it is read. */
	struct fg_str document = {"<rss/>", (size_t)FG_XML_MOST + 1};

	(void)state;
	r = (struct run){0};
	r.diags.arena = &r.arena;
	fg_diags_open(&r.diags, FG_STR("x.xml"), (struct fg_str){0});
	assert_int_equal(fg_schema_validate(document, NULL, &r.diags), -1);
	assert_string_equal(first(&r)->rule, "xml-too-large");
	end(&r);
}

/* RSS 0.91's own document type is only warned of, and never loaded. */
static void
test_old_doctype(void **state)
{
	struct run r;

	(void)state;
	run(&r, FG_STR("<?xml version='1.0'?>\n<!DOCTYPE rss PUBLIC \"-//"
		       "Netscape Communications//DTD RSS 0.91//EN\"\n"
		       "\"http://192.0.2.1/rss-0.91.dtd\">\n"
		       "<rss version=\"0.91\"><channel><title>&eacute;</title>"
		       "<link>http://a/</link><description/></channel></rss>"));
	print_diags(&r);
	assert_int_equal(r.result, 0);
	assert_string_equal(first(&r)->rule, "xml-dtd-ignored");
	assert_int_equal(first(&r)->line, 2);
	assert_int_equal(first(&r)->column, 1);
	assert_null(r.diags.list.first->next);
	end(&r);
}

static void
test_utf16(void **state)
{
	static const char text[] =
	    FEED "<rights>1</rights>\n <rights>2</rights></feed>";
	struct fg_buf b = {0};
	struct run r;

	(void)state;
	fg_buf_add(&b, FG_STR("\xff\xfe"));
	for (size_t i = 0; i < sizeof(text) - 1; i++) {
		fg_buf_add_char(&b, text[i]);
		fg_buf_add_char(&b, '\0');
	}
	run(&r, fg_buf_str(&b));
	assert_int_equal(r.result, -1);
	assert_int_equal(first(&r)->line, 6);
	assert_int_equal(first(&r)->column, 2);
	assert_string_equal(
	    first(&r)->source_line, " <rights>2</rights></feed>");
	end(&r);
	/* cut in the middle of a character */
	run(&r, fg_str_sub(fg_buf_str(&b), 0, 31));
	assert_string_equal(first(&r)->rule, "xml-encoding");
	end(&r);
	fg_buf_free(&b);
}

static void
add_times(struct fg_buf *b, const char *s, size_t n)
{
	while (n-- > 0)
		fg_buf_add_c(b, s);
}

/* libxml2 keeps lines in 16 bits. */
static void
test_long_documents(void **state)
{
	struct fg_buf b = {0};
	struct run r;

	(void)state;
	fg_buf_add_c(&b, URLSET);
	add_times(&b, "<url>" LOC "</url>\n", 70000);
	fg_buf_add_c(&b, "  <url/>\n</urlset>");
	run(&r, fg_buf_str(&b));
	assert_int_equal(first(&r)->line, 70002);
	assert_int_equal(first(&r)->column, 3);
	end(&r);

	fg_buf_reset(&b);
	fg_buf_add_c(&b, FEED);
	add_times(&b, "\n", 70000);
	fg_buf_add_c(&b, ENTRY "<a/></entry></feed>");
	run(&r, fg_buf_str(&b));
	assert_int_equal(first(&r)->line, 70009);
	assert_int_equal(first(&r)->column, 1);
	end(&r);
	fg_buf_free(&b);
}

/* What is repeated, and what is said about it, within a second. */
static void
test_hostile(void **state)
{
	static const struct {
		const char *before, *repeated, *after;
		size_t times;
		const char *rule, *says;
	} cases[] = {
	    {"", "<", "", 1000000, "xml-malformed", "invalid element name"},
	    {"", "&", "", 1000000, "xml-malformed", "Start tag expected"},
	    {"<feed>", "&", "", 1000000, "root-wrong", ""},
	    {FEED, "&", "", 300000, "xml-malformed", "no name"},
	    {FEED, "]]>", "", 300000, "xml-malformed", "]]>"},
	    {"<!--", "-", "", 1000000, "xml-malformed", "'--'"},
	    {FEED "<!--", "\xc3\xa4--", "", 300000, "xml-malformed", "'--'"},
	    {FEED "<![CDATA[", "]", "", 1000000, "xml-malformed", "CData"},
	    {FEED "<?a ", "?", "", 1000000, "xml-malformed", "PI"},
	    {"<a b=", "\"", "", 1000000, "xml-too-complex",
		"more than 1000 attributes"},
	    {"", "<a>", "", 100000, "format-not-known", "'a'"},
	    {FEED, "<x>", "", 100000, "xml-too-complex", "250 deep"},
	    {FEED "<entry>", "<x>", "", 100000, "xml-too-complex",
		"250 deep"},
	    {URLSET "<url>", "<x>", "", 100000, "xml-too-complex",
		"250 deep"},
	    {ATOM " a='", "xxxxxxxxxx", "'/>", 1100000, "xml-malformed",
		"too long"},
	    {FEED ENTRY, "<category term=''/>", "</entry></feed>", 100000,
		"xml-too-complex", "more than 1000 children"},
	    {FEED, "<entry/>", "</feed>", 100000, "schema-invalid", "lacks"},
	    {FEED, "x<entry/>", "</feed>", 100000, "schema-invalid",
		"text 'x' is not allowed"},
	    {FEED, "<a:b/>", "</feed>", 100000, "xml-malformed", "prefix a"},
	    {URLSET "<url><loc>", "&amp;", "</loc></url></urlset>", 1000000,
		"schema-invalid", "holds '&&&"},
	    {URLSET, "<url/>", "</urlset>", 100000, "schema-invalid",
		"lacks"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fg_buf b = {0};
		struct run r;
		clock_t start = clock();

		fg_buf_add_c(&b, cases[i].before);
		add_times(&b, cases[i].repeated, cases[i].times);
		fg_buf_add_c(&b, cases[i].after);
		run(&r, fg_buf_str(&b));
		if (!find(&r, cases[i].rule, cases[i].says))
			print_diags(&r);
		assert_int_equal(r.result, -1);
		assert_non_null(find(&r, cases[i].rule, cases[i].says));
		/* Ten times what sanitizers need; quadratic takes minutes. */
		assert_true(clock() - start < 20 * CLOCKS_PER_SEC);
		end(&r);
		fg_buf_free(&b);
	}
}

static void
test_many_names(void **state)
{
	struct fg_buf b = {0};
	struct run r;

	(void)state;
	fg_buf_add_c(&b, ATOM);
	for (int i = 0; i < 600; i++)
		fg_buf_printf(&b, " xmlns:a%d='x'", i);
	fg_buf_add_c(&b, "/>");
	run(&r, fg_buf_str(&b));
	assert_string_equal(first(&r)->rule, "xml-too-complex");
	assert_non_null(strstr(first(&r)->message, "500 namespaces"));
	end(&r);

	/* Entities that would make a gigabyte. */
	fg_buf_reset(&b);
	fg_buf_add_c(&b, "<!DOCTYPE feed [<!ENTITY a0 'lol'>");
	for (int i = 1; i < 10; i++) {
		fg_buf_printf(&b, "<!ENTITY a%d '", i);
		for (int j = 0; j < 10; j++)
			fg_buf_printf(&b, "&a%d;", i - 1);
		fg_buf_add_c(&b, "'>");
	}
	fg_buf_add_c(&b, "]>" FEED "&a9;</feed>");
	run(&r, fg_buf_str(&b));
	assert_string_equal(first(&r)->rule, "xml-dtd");
	assert_null(r.diags.list.first->next);
	end(&r);
	fg_buf_free(&b);
}

/* XHTML content may have any number of elements. */
static void
test_large_content(void **state)
{
	struct fg_buf b = {0};
	struct run r;

	(void)state;
	fg_buf_add_c(&b, FEED);
	for (int i = 0; i < 3; i++) {
		fg_buf_add_c(&b, ENTRY "<content type='xhtml'><div xmlns="
				       "'http://www.w3.org/1999/xhtml'>");
		add_times(&b, "<p>a</p>", 20000);
		fg_buf_add_c(&b, "</div></content>");
		add_times(&b, "<category term=''/>", 900);
		fg_buf_add_c(&b, "</entry>");
	}
	fg_buf_add_c(&b, "</feed>");
	run(&r, fg_buf_str(&b));
	assert_int_equal(r.result, 0);
	end(&r);
	fg_buf_free(&b);
}

static void *
validate_all(void *schemas)
{
	uintptr_t wrong = 0;

	for (size_t i = 0;
	    i < sizeof(wrong_documents) / sizeof(*wrong_documents); i++) {
		struct fg_arena arena = {0};
		struct fg_diags d = {.arena = &arena};
		struct fg_str document = fg_str_c(wrong_documents[i].document);

		fg_diags_open(&d, FG_STR("x.xml"), document);
		if (fg_schemas_validate(schemas, document, NULL, &d) != -1)
			wrong++;
		fg_arena_free(&arena);
	}
	return (void *)wrong;
}

static void
test_threads(void **state)
{
	struct fg_schemas *schemas = fg_schemas_new();
	pthread_t threads[4];

	(void)state;
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL,
				     validate_all, schemas),
		    0);
	for (int i = 0; i < 4; i++) {
		void *wrong;

		pthread_join(threads[i], &wrong);
		assert_null(wrong);
	}
	fg_schemas_free(schemas);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_wrong),
	    cmocka_unit_test(test_right),
	    cmocka_unit_test(test_all_faults_in_order),
	    cmocka_unit_test(test_one_fault_is_one_diagnostic),
	    cmocka_unit_test(test_recognise),
	    cmocka_unit_test(test_too_large),
	    cmocka_unit_test(test_old_doctype),
	    cmocka_unit_test(test_utf16),
	    cmocka_unit_test(test_long_documents),
	    cmocka_unit_test(test_hostile),
	    cmocka_unit_test(test_many_names),
	    cmocka_unit_test(test_large_content),
	    cmocka_unit_test(test_threads),
	};
	int failed;

	xmlInitParser();
	xmlSchemaInitTypes();
	xmlRelaxNGInitTypes();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	xmlSchemaCleanupTypes();
	xmlCleanupParser();
	return failed;
}
