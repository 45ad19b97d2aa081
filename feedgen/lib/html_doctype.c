/* SPDX-License-Identifier: ISC */
/* html_doctype.c - the doctype (HTML standard, 13.2.5.53 to .68). */
#include "lib/html_internal.h"

/*
 * Read a quoted identifier.  false if there is none, or if ">" or the end of
 * the input cuts it off: *at stands there then, and quirks are forced.
 */
static bool
read_identifier(
    struct fg_str *id, size_t *at, struct fg_str s, struct fg_html_token *token)
{
	size_t from, end;
	char quote;

	*at = fg_html_skip_space(s, *at);
	quote = *at < s.n ? s.p[*at] : '\0';
	if (quote != '"' && quote != '\'') {
		token->force_quirks = true;
		return false;
	}
	from = end = *at + 1;
	while (end < s.n && s.p[end] != quote && s.p[end] != '>')
		end++;
	*id = fg_str_sub(s, from, end);
	*at = end;
	if (end == s.n || s.p[end] == '>') {
		token->force_quirks = true;
		return false;
	}
	*at = end + 1;
	return true;
}

/* Behind the name; returns where only ">" is looked for. */
static size_t
read_identifiers(struct fg_str s, size_t at, struct fg_html_token *token)
{
	struct fg_str word;

	at = fg_html_skip_space(s, at);
	if (at < s.n && s.p[at] == '>')
		return at;
	word = fg_str_sub(s, at, at + 6);
	if (fg_str_eq_nocase(word, FG_STR("public"))) {
		at += 6;
		if (!read_identifier(&token->public_id, &at, s, token))
			return at;
		at = fg_html_skip_space(s, at);
		if (at < s.n && s.p[at] == '>')
			return at;
	} else if (fg_str_eq_nocase(word, FG_STR("system"))) {
		at += 6;
	} else {
		token->force_quirks = true;
		return at;
	}
	if (!read_identifier(&token->system_id, &at, s, token))
		return at;
	at = fg_html_skip_space(s, at);
	/* What stands behind a system identifier forces no quirks (.67). */
	if (at == s.n)
		token->force_quirks = true;
	return at;
}

void
fg_html_read_doctype(struct fg_html_tokenizer *t, struct fg_html_token *token)
{
	struct fg_str s = t->input;
	size_t from = fg_html_skip_space(s, t->at + 9), at = from;

	token->kind = FG_HTML_DOCTYPE;
	while (at < s.n && s.p[at] != '>' && !fg_html_is_space(s.p[at]))
		at++;
	if (at > from) {
		token->name = fg_str_sub(s, from, at);
		at = read_identifiers(s, at, token);
	} else {
		token->force_quirks = true;
	}
	at = fg_str_find(s, '>', at);
	t->at = at < s.n ? at + 1 : at;
}
