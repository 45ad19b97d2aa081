/* SPDX-License-Identifier: ISC */
/* reparse.h - for tests of writers: what a parser finds in their output. */
#ifndef TESTS_UNIT_REPARSE_H
#define TESTS_UNIT_REPARSE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "base/buf.h"

/* What attacks, confuses or merely tries a writer, and XML allows. */
static const char *const nasty[] = {
    "plain",
    "",
    " blanks at both ends ",
    "\"double\" and 'single' quotes",
    "]]>",
    "]]]]>>",
    "a]]>b]]>c]]",
    "<![CDATA[x]]>",
    "</content></entry></feed>",
    "&amp; &lt; &#65; & &;",
    "<b>bold</b> < > <",
    "<!-- comment --> <?pi?>",
    "tab\there",
    "line\nbreak\n",
    "line separator \xe2\x80\xa8 and paragraph \xe2\x80\xa9",
    "\xf0\x9f\x98\x80 \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
    "\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85 \xe2\x80\x8f\xe2\x80\xae",
    "\xef\xbb\xbf byte order mark",
    "e\xcc\x81 \xc3\xa9 \xef\xbf\xbd \xf4\x8f\xbf\xbd",
    "\x7f\xc2\x85",
};
#define NASTY_COUNT (sizeof(nasty) / sizeof(nasty[0]))

/* What XML 1.0 section 2.2 forbids, and what is no UTF-8. */
static const char *const forbidden[] = {
    "\x01",
    "a\x08z",
    "escape \x1b[31m",
    "\xef\xbf\xbe",
    "\xef\xbf\xbf",
    "\xed\xa0\x80",
    "high \xed\xa0\xbd low \xed\xb8\x80",
    "\xff",
    "\xc0\x80",
    "cut \xe2\x82",
    "latin \xe9t\xe9",
    "\xf4\x90\x80\x80",
};
#define FORBIDDEN_COUNT (sizeof(forbidden) / sizeof(forbidden[0]))

static inline xmlDocPtr
reparse(const char *bytes, size_t size)
{
	xmlDocPtr doc = xmlReadMemory(
	    bytes, (int)size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);

	if (!doc)
		print_message("not well-formed:\n%s\n", bytes);
	assert_non_null(doc);
	return doc;
}

static inline xmlXPathObjectPtr
evaluate(xmlDocPtr doc, const char *path)
{
	static const char *const spaces[][2] = {
	    {"a", "http://www.w3.org/2005/Atom"},
	    {"m", "http://search.yahoo.com/mrss/"},
	    {"dc", "http://purl.org/dc/elements/1.1/"},
	    {"c", "http://purl.org/rss/1.0/modules/content/"},
	    {"s", "http://www.sitemaps.org/schemas/sitemap/0.9"},
	};
	xmlXPathContextPtr context = xmlXPathNewContext(doc);
	xmlXPathObjectPtr result;

	for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++)
		xmlXPathRegisterNs(context, BAD_CAST spaces[i][0],
		    BAD_CAST spaces[i][1]);
	result = xmlXPathEvalExpression(BAD_CAST path, context);
	if (!result)
		print_message("no result: %s\n", path);
	assert_non_null(result);
	xmlXPathFreeContext(context);
	return result;
}

/* The path selects one node, and its text is this. */
static inline void
assert_text(xmlDocPtr doc, const char *path, const char *expected)
{
	xmlXPathObjectPtr found = evaluate(doc, path);
	xmlChar *text = xmlXPathCastToString(found);

	if (xmlXPathNodeSetGetLength(found->nodesetval) != 1)
		print_message("%d nodes: %s\n",
		    xmlXPathNodeSetGetLength(found->nodesetval), path);
	assert_int_equal(xmlXPathNodeSetGetLength(found->nodesetval), 1);
	assert_string_equal((const char *)text, expected);
	xmlFree(text);
	xmlXPathFreeObject(found);
}

/* The path selects that many nodes. */
static inline void
assert_count(xmlDocPtr doc, const char *path, int expected)
{
	xmlXPathObjectPtr found = evaluate(doc, path);

	if (xmlXPathNodeSetGetLength(found->nodesetval) != expected)
		print_message("other number of nodes: %s\n", path);
	assert_int_equal(
	    xmlXPathNodeSetGetLength(found->nodesetval), expected);
	xmlXPathFreeObject(found);
}

#endif
