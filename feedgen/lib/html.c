/* SPDX-License-Identifier: ISC */
/*
 * html.c - the tokenizer's main states: text, markup, comments, CDATA.
 *
 * Numbers such as 13.2.5.44 are sections of the HTML standard.  States that
 * only tell parse errors apart are merged.  No byte is looked at more than a
 * fixed number of times, and nothing recurses.
 */
#include "lib/html_internal.h"

#include <stdlib.h>

void
fg_html_init(struct fg_html_tokenizer *t, struct fg_str input)
{
	*t = (struct fg_html_tokenizer){.input = input};
}

void
fg_html_free(struct fg_html_tokenizer *t)
{
	if (!t)
		return;
	free(t->attributes);
	*t = (struct fg_html_tokenizer){0};
}

/* Does the "<" there begin a tag, a comment or a doctype (13.2.5.6, .7)? */
static bool
is_markup_at(struct fg_str s, size_t at)
{
	char c = at + 1 < s.n ? s.p[at + 1] : '\0';

	if (c == '/')
		return at + 2 < s.n;
	return fg_is_alpha(c) || c == '!' || c == '?';
}

bool
fg_html_is_end_tag_at(const struct fg_html_tokenizer *t, size_t at)
{
	struct fg_str s = t->input, name = t->last_start_tag;
	size_t end = at + 2 + name.n;

	if (name.n == 0 || end >= s.n || s.p[at + 1] != '/')
		return false;
	if (!fg_html_is_space(s.p[end]) && s.p[end] != '/' && s.p[end] != '>')
		return false;
	return fg_str_eq_nocase(fg_str_sub(s, at + 2, end), name);
}

static size_t
text_end(const struct fg_html_tokenizer *t)
{
	struct fg_str s = t->input;
	bool is_data = t->state == FG_HTML_DATA;
	size_t at;

	if (t->state == FG_HTML_PLAINTEXT)
		return s.n;
	if (t->state == FG_HTML_SCRIPT)
		return fg_html_script_end(t, t->at);
	for (at = t->at; (at = fg_str_find(s, '<', at)) < s.n; at++)
		if (is_data ? is_markup_at(s, at)
			    : fg_html_is_end_tag_at(t, at))
			break;
	return at;
}

static void
read_text(struct fg_html_tokenizer *t, struct fg_html_token *token, size_t end)
{
	token->kind = FG_HTML_TEXT;
	token->text = fg_str_sub(t->input, t->at, end);
	token->has_references =
	    t->state == FG_HTML_DATA || t->state == FG_HTML_RCDATA;
	token->keeps_nul = t->state == FG_HTML_DATA;
	t->at = end;
}

/* 13.2.5.69 to .71; t->at is behind "<![CDATA[". */
static void
read_cdata(struct fg_html_tokenizer *t, struct fg_html_token *token)
{
	size_t end = fg_str_search(t->input, FG_STR("]]>"), t->at);

	token->kind = FG_HTML_CDATA;
	token->text = fg_str_sub(t->input, t->at, end);
	token->keeps_nul = true;
	t->state = FG_HTML_DATA;
	t->at = end < t->input.n ? end + 3 : end;
}

/* 13.2.5.41; the text begins at `from`. */
static void
read_bogus_comment(
    struct fg_html_tokenizer *t, struct fg_html_token *token, size_t from)
{
	size_t end = fg_str_find(t->input, '>', from);

	token->kind = FG_HTML_COMMENT;
	token->text = fg_str_sub(t->input, from, end);
	t->at = end < t->input.n ? end + 1 : end;
}

/* What of a comment's text is the beginning of "-->" or "--!>". */
static size_t
dangling(struct fg_str text)
{
	if (fg_str_ends(text, FG_STR("--!")))
		return 3;
	if (fg_str_ends(text, FG_STR("--")))
		return 2;
	return fg_str_ends(text, FG_STR("-")) ? 1 : 0;
}

/*
 * 13.2.5.43 to .52: a comment ends with "-->" or "--!>", or with ">" or "->"
 * right at its start.
 */
static void
read_comment(struct fg_html_tokenizer *t, struct fg_html_token *token)
{
	struct fg_str s = t->input, text;
	size_t from = t->at + 4, at = from;

	token->kind = FG_HTML_COMMENT;
	for (; (at = fg_str_find(s, '>', at)) < s.n; at++) {
		size_t mark;

		text = fg_str_sub(s, from, at);
		mark = dangling(text);
		if (mark < 2 && mark != text.n)
			continue;
		token->text = fg_str_sub(text, 0, text.n - mark);
		t->at = at + 1;
		return;
	}
	text = fg_str_sub(s, from, s.n);
	token->text = fg_str_sub(text, 0, text.n - dangling(text));
	t->at = s.n;
}

static bool
stands_at(struct fg_str s, size_t at, struct fg_str what)
{
	return fg_str_eq_nocase(fg_str_sub(s, at, at + what.n), what);
}

/* 13.2.5.42; t->at is at "<!". */
static void
read_declaration(struct fg_html_tokenizer *t, struct fg_html_token *token)
{
	struct fg_str rest = fg_str_sub(t->input, t->at + 2, t->input.n);

	if (fg_str_starts(rest, FG_STR("--"))) {
		read_comment(t, token);
	} else if (stands_at(rest, 0, FG_STR("doctype"))) {
		fg_html_read_doctype(t, token);
	} else if (t->foreign && fg_str_starts(rest, FG_STR("[CDATA["))) {
		t->at += 9;
		read_cdata(t, token);
	} else {
		read_bogus_comment(t, token, t->at + 2);
	}
}

static const struct {
	const char *name;
	enum fg_html_state state;
} raw_elements[] = {
    {"iframe", FG_HTML_RAWTEXT},
    {"noembed", FG_HTML_RAWTEXT},
    {"noframes", FG_HTML_RAWTEXT},
    {"plaintext", FG_HTML_PLAINTEXT},
    {"script", FG_HTML_SCRIPT},
    {"style", FG_HTML_RAWTEXT},
    {"textarea", FG_HTML_RCDATA},
    {"title", FG_HTML_RCDATA},
    {"xmp", FG_HTML_RAWTEXT},
};

/* What the tree construction stage would switch the tokenizer to. */
static enum fg_html_state
state_inside(const struct fg_html_token *tag)
{
	for (size_t i = 0; i < sizeof(raw_elements) / sizeof(*raw_elements);
	     i++)
		if (fg_html_is(tag, raw_elements[i].name))
			return raw_elements[i].state;
	return FG_HTML_DATA;
}

/* false if the end of the input cuts the tag off. */
static bool
read_tag(struct fg_html_tokenizer *t, struct fg_html_token *token)
{
	bool was_foreign = t->foreign;

	if (!fg_html_read_tag(t, token))
		return false;
	t->state = FG_HTML_DATA;
	fg_html_follow_foreign(t, token);
	if (token->kind != FG_HTML_START_TAG)
		return true;
	t->last_start_tag = token->name;
	/* An element of HTML inside svg ends the svg: see html_foreign.c. */
	if (!was_foreign && !t->foreign)
		t->state = state_inside(token);
	return true;
}

/* 13.2.5.6 and .7, at a "<" that begins markup; false: it makes no token. */
static bool
read_markup(struct fg_html_tokenizer *t, struct fg_html_token *token)
{
	char c = t->input.p[t->at + 1];

	if (c == '!') {
		read_declaration(t, token);
		return true;
	}
	if (c == '?') {
		read_bogus_comment(t, token, t->at + 1);
		return true;
	}
	if (c != '/' || fg_is_alpha(t->input.p[t->at + 2]))
		return read_tag(t, token);
	if (t->input.p[t->at + 2] == '>') {
		t->at += 3;
		return false;
	}
	read_bogus_comment(t, token, t->at + 2);
	return true;
}

bool
fg_html_next(struct fg_html_tokenizer *t, struct fg_html_token *token)
{
	while (t->at < t->input.n) {
		bool found = true;
		size_t end;

		*token = (struct fg_html_token){.start = t->at};
		if (t->state == FG_HTML_CDATA_SECTION) {
			read_cdata(t, token);
		} else {
			end = text_end(t);
			if (end > t->at)
				read_text(t, token, end);
			else
				found = read_markup(t, token);
		}
		token->end = t->at;
		if (found)
			return true;
	}
	*token = (struct fg_html_token){.start = t->at, .end = t->at};
	return false;
}

const struct fg_html_attribute *
fg_html_attribute(const struct fg_html_token *token, const char *name)
{
	for (size_t i = 0; i < token->attribute_count; i++)
		if (fg_str_eq_nocase(token->attributes[i].name, fg_str_c(name)))
			return &token->attributes[i];
	return NULL;
}

bool
fg_html_is(const struct fg_html_token *token, const char *name)
{
	size_t i = 0;

	if (token->kind != FG_HTML_START_TAG && token->kind != FG_HTML_END_TAG)
		return false;
	while (i < token->name.n && name[i] &&
	       fg_lower(token->name.p[i]) == name[i])
		i++;
	return i == token->name.n && !name[i];
}

/* How a name compares to a lower-case one, as bytes of the former lowered. */
static int
compare_name(const void *key, const void *item)
{
	const struct fg_str *name = key;
	const char *other = *(const char *const *)item;
	size_t i = 0;

	while (i < name->n && other[i] && fg_lower(name->p[i]) == other[i])
		i++;
	if (i == name->n)
		return -(other[i] != '\0');
	if (!other[i])
		return 1;
	return (unsigned char)fg_lower(name->p[i]) - (unsigned char)other[i];
}

bool
fg_html_is_one_of(
    const struct fg_html_token *token, const char *const *sorted, size_t count)
{
	if (token->kind != FG_HTML_START_TAG && token->kind != FG_HTML_END_TAG)
		return false;
	return bsearch(&token->name, sorted, count, sizeof(*sorted),
		   compare_name) != NULL;
}

bool
fg_html_is_void(struct fg_str name)
{
	static const char *const names[] = {"area", "base", "br", "col",
	    "embed", "hr", "img", "input", "link", "meta", "source", "track",
	    "wbr"};

	return bsearch(&name, names, sizeof(names) / sizeof(*names),
		   sizeof(*names), compare_name) != NULL;
}
