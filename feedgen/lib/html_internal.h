/* SPDX-License-Identifier: ISC */
/* html_internal.h - what the parts of the HTML tokenizer share. */
#ifndef FG_LIB_HTML_INTERNAL_H
#define FG_LIB_HTML_INTERNAL_H

#include "lib/html.h"

/* ASCII whitespace of the HTML standard: CR becomes LF, and no VT. */
static inline bool
fg_html_is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static inline size_t
fg_html_skip_space(struct fg_str s, size_t from)
{
	while (from < s.n && fg_html_is_space(s.p[from]))
		from++;
	return from;
}

/* Is it a tag of one of these lower-case names, which are sorted? */
bool fg_html_is_one_of(
    const struct fg_html_token *token, const char *const *sorted, size_t count);

/* Does it stand on lines of its own?  A tag of such an element, or br. */
bool fg_html_is_block(const struct fg_html_token *token);

/*
 * Each reads the token that begins at t->at and moves behind it.
 * fg_html_read_tag: false if the end of the input cuts it off.
 */
bool fg_html_read_tag(struct fg_html_tokenizer *t, struct fg_html_token *token);
void fg_html_read_doctype(
    struct fg_html_tokenizer *t, struct fg_html_token *token);

/* Is there an appropriate end tag (13.2.5) at that offset? */
bool fg_html_is_end_tag_at(const struct fg_html_tokenizer *t, size_t at);
/* Where the text of a script that begins at that offset ends. */
size_t fg_html_script_end(const struct fg_html_tokenizer *t, size_t from);
/* Note that this tag opens or closes foreign content. */
void fg_html_follow_foreign(
    struct fg_html_tokenizer *t, const struct fg_html_token *tag);

/*
 * The character reference at the start of s, which begins with "&": its text
 * (at most 6 bytes) and how many bytes of s it takes; 0: there is none.
 */
size_t fg_html_reference(
    char text[8], size_t *text_n, struct fg_str s, bool in_attribute);

#endif
