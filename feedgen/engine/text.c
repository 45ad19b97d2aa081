/* SPDX-License-Identifier: ISC */
/* text.c - what a feed and its entries say in one line. */
#include "engine/entry.h"

#include "base/url.h"
#include "base/utf8.h"
#include "lib/html.h"

/* Letters or digits between two hyphens: BCP 47 section 2.1. */
#define SUBTAG_MOST 8

/* Decoded, legal, one line; NULL if nothing is left. */
static const char *
finish_text(struct fg_buf *html, struct fg_arena *a)
{
	struct fg_buf decoded = {0}, squeezed = {0}, legal = {0};
	const char *text = NULL;

	fg_html_decode(&decoded, fg_buf_str(html), false);
	fg_text_squeeze(&squeezed, fg_buf_str(&decoded));
	fg_xml_repair(&legal, fg_buf_str(&squeezed));
	if (legal.n)
		text = fg_arena_cstr(a, fg_buf_str(&legal));
	fg_buf_free(html);
	fg_buf_free(&decoded);
	fg_buf_free(&squeezed);
	fg_buf_free(&legal);
	return text;
}

const char *
fg_plain_text(struct fg_str html, struct fg_arena *a)
{
	struct fg_buf stripped = {0};

	fg_html_strip_tags(&stripped, html);
	return finish_text(&stripped, a);
}

const char *
fg_title_text(struct fg_str title, struct fg_arena *a)
{
	struct fg_buf smart = {0};
	const char *text;

	fg_smart_punctuation(&smart, title);
	text = fg_plain_text(fg_buf_str(&smart), a);
	fg_buf_free(&smart);
	return text;
}

const char *
fg_absolute(const struct fg_site *site, struct fg_str path, struct fg_arena *a)
{
	struct fg_buf url = {0};
	const char *kept;

	fg_url_absolute(&url, site->url, site->baseurl, path);
	kept = fg_arena_cstr(a, fg_buf_str(&url));
	fg_buf_free(&url);
	return kept;
}

const char *
fg_language_tag(struct fg_str text, struct fg_arena *a)
{
	struct fg_buf tag = {0};
	const char *kept = NULL;
	size_t in_part = 0, parts = 0;
	bool legal = true;

	text = fg_str_trim(text);
	text = fg_str_sub(text, 0, fg_str_find(text, '.', 0));
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i] == '_' ? '-' : text.p[i];

		if (c == '-') {
			legal = legal && in_part > 0;
			in_part = 0;
			parts++;
		} else if (!fg_is_alpha(c) && (parts == 0 || !fg_is_digit(c))) {
			legal = false;
		} else if (++in_part > SUBTAG_MOST) {
			legal = false;
		}
		fg_buf_add_char(&tag, c);
	}
	if (legal && in_part > 0)
		kept = fg_arena_cstr(a, fg_buf_str(&tag));
	fg_buf_free(&tag);
	return kept;
}
