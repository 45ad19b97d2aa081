/* SPDX-License-Identifier: ISC */
/* html_text.c - from what HTML says to text, and back. */
#include "lib/html_internal.h"

enum { REFERENCES = 1, IN_ATTRIBUTE = 2, KEEP_NUL = 4 };

static const char replacement[] = "\xef\xbf\xbd";

/* How many bytes of raw stand for themselves from there on. */
static size_t
plain_span(struct fg_str raw, size_t from)
{
	size_t at = from;

	while (at < raw.n && raw.p[at] != '&' && raw.p[at] != '\r' &&
	       raw.p[at] != '\0')
		at++;
	return at - from;
}

/* Append what stands at that offset; returns the offset behind it. */
static size_t
decode_one(struct fg_buf *out, struct fg_str raw, size_t at, int how)
{
	char text[8];
	size_t text_n, used;

	switch (raw.p[at]) {
	case '\r':
		fg_buf_add_char(out, '\n');
		return at + (at + 1 < raw.n && raw.p[at + 1] == '\n' ? 2 : 1);
	case '\0':
		if (how & KEEP_NUL)
			break;
		fg_buf_add_c(out, replacement);
		return at + 1;
	case '&':
		if (!(how & REFERENCES))
			break;
		used = fg_html_reference(text, &text_n,
		    fg_str_sub(raw, at, raw.n), (how & IN_ATTRIBUTE) != 0);
		if (used == 0)
			break;
		fg_buf_add(out, (struct fg_str){text, text_n});
		return at + used;
	default:
		break;
	}
	fg_buf_add_char(out, raw.p[at]);
	return at + 1;
}

static void
decode(struct fg_buf *out, struct fg_str raw, int how)
{
	size_t at = 0;

	while (at < raw.n) {
		size_t n = plain_span(raw, at);

		fg_buf_add(out, fg_str_sub(raw, at, at + n));
		at += n;
		if (at < raw.n)
			at = decode_one(out, raw, at, how);
	}
}

void
fg_html_decode(struct fg_buf *out, struct fg_str raw, bool in_attribute)
{
	decode(out, raw, in_attribute ? REFERENCES | IN_ATTRIBUTE : REFERENCES);
}

void
fg_html_normalise(struct fg_buf *out, struct fg_str raw)
{
	decode(out, raw, 0);
}

void
fg_html_decode_name(struct fg_buf *out, struct fg_str name)
{
	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == '\0')
			fg_buf_add_c(out, replacement);
		else
			fg_buf_add_char(out, fg_lower(name.p[i]));
	}
}

void
fg_html_token_text(struct fg_buf *out, const struct fg_html_token *token)
{
	decode(out, token->text,
	    (token->has_references ? REFERENCES : 0) |
		(token->keeps_nul ? KEEP_NUL : 0));
}

void
fg_html_escape(struct fg_buf *out, struct fg_str text)
{
	size_t from = 0;

	for (size_t i = 0; i < text.n; i++) {
		const char *reference = NULL;

		switch (text.p[i]) {
		case '&':
			reference = "&amp;";
			break;
		case '<':
			reference = "&lt;";
			break;
		case '>':
			reference = "&gt;";
			break;
		case '"':
			reference = "&quot;";
			break;
		default:
			continue;
		}
		fg_buf_add(out, fg_str_sub(text, from, i));
		fg_buf_add_c(out, reference);
		from = i + 1;
	}
	fg_buf_add(out, fg_str_sub(text, from, text.n));
}
