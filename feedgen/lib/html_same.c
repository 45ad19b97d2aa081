/* SPDX-License-Identifier: ISC */
/* html_same.c - do two HTML fragments show the same? */
#include "lib/html_same.h"

#include <stdlib.h>

#include "lib/html_internal.h"
#include "lib/html_rewrite.h"

/* A fragment that is being spelt in the one way that is compared. */
struct spelling {
	struct fg_buf *out;
	struct fg_buf piece;
	size_t pre;    /* open elements whose white space is shown */
	bool gap;      /* white space came last */
	bool at_start; /* of a line: no white space is shown there */
};

static void
add_text(struct spelling *s, struct fg_str text)
{
	if (s->pre > 0) {
		fg_html_escape(s->out, text);
		return;
	}
	for (size_t at = 0, from; at < text.n;) {
		if (fg_html_is_space(text.p[at])) {
			s->gap = true;
			at++;
			continue;
		}
		for (from = at; at < text.n && !fg_html_is_space(text.p[at]);)
			at++;
		if (s->gap && !s->at_start)
			fg_buf_add_char(s->out, ' ');
		fg_html_escape(s->out, fg_str_sub(text, from, at));
		s->gap = s->at_start = false;
	}
}

static int
by_name(const void *a, const void *b)
{
	const struct fg_html_attribute *x = a, *y = b;
	size_t n = x->name.n < y->name.n ? x->name.n : y->name.n;

	for (size_t i = 0; i < n; i++) {
		int difference =
		    fg_lower(x->name.p[i]) - fg_lower(y->name.p[i]);

		if (difference != 0)
			return difference;
	}
	return (x->name.n > n) - (y->name.n > n);
}

static void
add_tag(struct spelling *s, const struct fg_html_token *tag)
{
	bool is_end = tag->kind == FG_HTML_END_TAG;

	if (fg_html_is_block(tag)) {
		s->gap = false;
		s->at_start = true;
	}
	if (fg_html_is(tag, "pre") || fg_html_is(tag, "textarea"))
		s->pre = !is_end ? s->pre + 1 : s->pre > 0 ? s->pre - 1 : 0;
	fg_buf_add_c(s->out, is_end ? "</" : "<");
	fg_html_decode_name(s->out, tag->name);
	if (!is_end && tag->attribute_count > 1)
		qsort(tag->attributes, tag->attribute_count,
		    sizeof(*tag->attributes), by_name);
	for (size_t i = 0; !is_end && i < tag->attribute_count; i++) {
		fg_buf_add_char(s->out, ' ');
		fg_html_decode_name(s->out, tag->attributes[i].name);
		fg_buf_add_c(s->out, "=\"");
		fg_buf_reset(&s->piece);
		fg_html_decode(&s->piece, tag->attributes[i].value, true);
		fg_html_escape(s->out, fg_buf_str(&s->piece));
		fg_buf_add_char(s->out, '"');
	}
	fg_buf_add_char(s->out, '>');
}

static void
spell(struct fg_buf *out, struct fg_str html)
{
	struct spelling s = {.out = out, .at_start = true};
	struct fg_html_tokenizer t;
	struct fg_html_token token;

	fg_html_init(&t, html);
	while (fg_html_next(&t, &token)) {
		switch (token.kind) {
		case FG_HTML_TEXT:
		case FG_HTML_CDATA:
			fg_buf_reset(&s.piece);
			fg_html_token_text(&s.piece, &token);
			add_text(&s, fg_buf_str(&s.piece));
			break;
		case FG_HTML_START_TAG:
		case FG_HTML_END_TAG:
			add_tag(&s, &token);
			break;
		default:
			break;
		}
	}
	fg_buf_free(&s.piece);
	fg_html_free(&t);
}

static struct fg_buf
absolute(struct fg_str html, struct fg_str base)
{
	struct fg_buf out = {0};

	if (base.n > 0)
		fg_html_absolute(&out, html, base);
	else
		fg_buf_add(&out, html);
	return out;
}

static bool
has_same_text(struct fg_str first, struct fg_str second)
{
	struct fg_buf a = {0}, b = {0};
	bool result;

	fg_html_to_text(&a, first);
	fg_html_to_text(&b, second);
	result = fg_str_eq(fg_buf_str(&a), fg_buf_str(&b));
	fg_buf_free(&a);
	fg_buf_free(&b);
	return result;
}

static bool
has_same_markup(struct fg_str first, struct fg_str second)
{
	struct fg_buf a = {0}, b = {0};
	bool result;

	spell(&a, first);
	spell(&b, second);
	result = fg_str_eq(fg_buf_str(&a), fg_buf_str(&b));
	fg_buf_free(&a);
	fg_buf_free(&b);
	return result;
}

enum fg_html_likeness
fg_html_compare(struct fg_str first, struct fg_str first_base,
    struct fg_str second, struct fg_str second_base)
{
	struct fg_buf a, b;
	bool is_same;

	if (fg_str_eq(first, second) && fg_str_eq(first_base, second_base))
		return FG_HTML_SAME;
	if (!has_same_text(first, second))
		return FG_HTML_OTHER_TEXT;
	a = absolute(first, first_base);
	b = absolute(second, second_base);
	is_same = fg_str_eq(fg_buf_str(&a), fg_buf_str(&b)) ||
		  has_same_markup(fg_buf_str(&a), fg_buf_str(&b));
	fg_buf_free(&a);
	fg_buf_free(&b);
	return is_same ? FG_HTML_SAME : FG_HTML_SAME_TEXT;
}
