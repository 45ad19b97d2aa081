/* SPDX-License-Identifier: ISC */
/*
 * html_foreign.c - are we inside svg or math?
 *
 * The tokenizer must know: there a title, style or script may be empty
 * ("<title/>") and would otherwise swallow the rest as its text.  Followed are
 * only svg and math and the integration points, where HTML goes on inside
 * them (HTML standard, 13.2.6.5).
 */
#include "lib/html_internal.h"

enum element { SVG, MATH, FIRST_POINT };

static const struct {
	const char *name;
	enum element inside; /* which it is an integration point of */
} elements[] = {
    [SVG] = {"svg", SVG},
    [MATH] = {"math", MATH},
    {"foreignobject", SVG},
    {"desc", SVG},
    {"title", SVG},
    {"mi", MATH},
    {"mo", MATH},
    {"mn", MATH},
    {"ms", MATH},
    {"mtext", MATH},
    {"annotation-xml", MATH},
};

#define ELEMENT_COUNT (sizeof(elements) / sizeof(*elements))

/* Start tags that end foreign content; sorted. */
static const char *const html_only[] = {"b", "big", "blockquote", "body", "br",
    "center", "code", "dd", "div", "dl", "dt", "em", "embed", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta",
    "nobr", "ol", "p", "pre", "ruby", "s", "small", "span", "strike", "strong",
    "sub", "sup", "table", "tt", "u", "ul", "var"};

static bool
ends_foreign(const struct fg_html_token *tag)
{
	if (tag->kind == FG_HTML_END_TAG)
		return fg_html_is(tag, "br") || fg_html_is(tag, "p");
	if (fg_html_is(tag, "font"))
		return fg_html_attribute(tag, "color") ||
		       fg_html_attribute(tag, "face") ||
		       fg_html_attribute(tag, "size");
	return fg_html_is_one_of(
	    tag, html_only, sizeof(html_only) / sizeof(*html_only));
}

static bool
has_html_encoding(const struct fg_html_token *tag)
{
	const struct fg_html_attribute *a = fg_html_attribute(tag, "encoding");

	return a &&
	       (fg_str_eq_nocase(a->value, FG_STR("text/html")) ||
		   fg_str_eq_nocase(a->value, FG_STR("application/xhtml+xml")));
}

static void
push(struct fg_html_tokenizer *t, size_t element)
{
	if (t->foreign_depth < FG_HTML_FOREIGN_MOST)
		t->foreign_open[t->foreign_depth++] = (unsigned char)element;
}

static void
open_element(struct fg_html_tokenizer *t, const struct fg_html_token *tag)
{
	size_t first = t->foreign ? FIRST_POINT : ELEMENT_COUNT;
	size_t top = t->foreign ? t->foreign_open[t->foreign_depth - 1] : 0;

	if (tag->self_closing)
		return;
	if (fg_html_is(tag, "svg"))
		push(t, SVG);
	else if (fg_html_is(tag, "math"))
		push(t, MATH);
	for (size_t i = first; i < ELEMENT_COUNT; i++)
		if (elements[i].inside == top &&
		    fg_html_is(tag, elements[i].name) &&
		    (i + 1 < ELEMENT_COUNT || has_html_encoding(tag)))
			push(t, i);
}

static void
close_element(struct fg_html_tokenizer *t, const struct fg_html_token *tag)
{
	for (size_t depth = t->foreign_depth; depth > 0; depth--) {
		if (fg_html_is(
			tag, elements[t->foreign_open[depth - 1]].name)) {
			t->foreign_depth = depth - 1;
			return;
		}
		/* Integration points are special: nothing closes past them. */
		if (!t->foreign)
			return;
	}
}

void
fg_html_follow_foreign(
    struct fg_html_tokenizer *t, const struct fg_html_token *tag)
{
	if (t->foreign && ends_foreign(tag))
		while (t->foreign_depth > 0 &&
		       t->foreign_open[t->foreign_depth - 1] < FIRST_POINT)
			t->foreign_depth--;
	else if (tag->kind == FG_HTML_START_TAG)
		open_element(t, tag);
	else if (t->foreign_depth > 0)
		close_element(t, tag);
	t->foreign = t->foreign_depth > 0 &&
		     t->foreign_open[t->foreign_depth - 1] < FIRST_POINT;
}
