/* SPDX-License-Identifier: ISC */
/*
 * schema_scan.c - a look at the markup before libxml2 sees it, for what it
 * takes quadratic time over.
 */
#include "lib/schema_internal.h"

/* Before 2.12 each attribute of a tag is compared with all others. */
#define LONG_TAG 16384

static size_t
skip_past(struct fg_str text, size_t from, struct fg_str end)
{
	size_t at = fg_str_search(text, end, from);

	return at < text.n ? at + end.n : text.n;
}

/*
 * Each "--" inside a comment is an error whose message copies all of the
 * comment: a megabyte of hyphens takes minutes.
 */
static size_t
scan_comment(struct fg_check *c, size_t at)
{
	size_t end = fg_str_search(c->text, FG_STR("--"), at + 4);

	if (end + 2 < c->text.n && c->text.p[end + 2] != '>') {
		fg_check_fault(c, end, FG_XML_MALFORMED, "'--' in a comment");
		c->malformed = true;
	}
	return end + 2 < c->text.n ? end + 3 : c->text.n;
}

static size_t
scan_tag(struct fg_check *c, size_t at)
{
	struct fg_str text = c->text;
	size_t next = fg_str_find(text, '<', at + 1);
	unsigned values = 0;
	char open = 0;

	if (next - at < LONG_TAG)
		return next;
	for (size_t i = at; i < next && (open || text.p[i] != '>'); i++) {
		if (open && text.p[i] == open) {
			open = 0;
		} else if (!open && (text.p[i] == '"' || text.p[i] == '\'')) {
			open = text.p[i];
			values++;
		}
	}
	if (values > FG_XML_ATTRIBUTES_MOST)
		fg_check_too_complex(c, at,
		    "a tag has more than " FG_TEXT_OF(
			FG_XML_ATTRIBUTES_MOST) " attributes");
	return next;
}

bool
fg_check_scan(struct fg_check *c)
{
	struct fg_str text = c->text;
	size_t at = fg_str_find(text, '<', 0);

	while (at < text.n && !c->stopped && !c->malformed) {
		struct fg_str rest = fg_str_sub(text, at, at + 9);

		if (fg_str_starts(rest, FG_STR("<!--")))
			at = scan_comment(c, at);
		else if (fg_str_eq(rest, FG_STR("<![CDATA[")))
			at = skip_past(text, at, FG_STR("]]>"));
		else if (fg_str_starts(rest, FG_STR("<?")))
			at = skip_past(text, at, FG_STR("?>"));
		else
			at = scan_tag(c, at);
		at = fg_str_find(text, '<', at);
	}
	return !c->stopped && !c->malformed;
}
