/* SPDX-License-Identifier: ISC */
/* html_tag.c - tags and attributes (HTML standard, 13.2.5.8, .32 to .40). */
#include "lib/html_internal.h"

#include <stdlib.h>

#define FIRST_ATTRIBUTES 16
/* Up to so many, comparing each with each is quicker than sorting. */
#define FEW_ATTRIBUTES 16

/* The next byte of a name, in lower case, NUL as U+FFFD; -1 at its end. */
static int
name_byte(struct fg_str name, size_t *at, unsigned *part)
{
	static const unsigned char replacement[] = {0xef, 0xbf, 0xbd};
	int byte;

	if (*at == name.n)
		return -1;
	if (name.p[*at] != '\0')
		return (unsigned char)fg_lower(name.p[(*at)++]);
	byte = replacement[(*part)++];
	if (*part == sizeof(replacement)) {
		*part = 0;
		(*at)++;
	}
	return byte;
}

static int
compare_names(struct fg_str a, struct fg_str b)
{
	size_t i = 0, j = 0;
	unsigned a_part = 0, b_part = 0;
	int x, y;

	do {
		x = name_byte(a, &i, &a_part);
		y = name_byte(b, &j, &b_part);
	} while (x == y && x >= 0);
	return x - y;
}

static int
by_place(const void *a, const void *b)
{
	const struct fg_html_attribute *x = a, *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

static int
by_name(const void *a, const void *b)
{
	const struct fg_html_attribute *x = a, *y = b;
	int order = compare_names(x->name, y->name);

	return order ? order : by_place(a, b);
}

static bool
is_known(
    const struct fg_html_attribute *attributes, size_t n, struct fg_str name)
{
	for (size_t i = 0; i < n; i++)
		if (compare_names(attributes[i].name, name) == 0)
			return true;
	return false;
}

/* Leave out all but the first of each name (13.2.5.33); how many are left. */
static size_t
drop_duplicates(struct fg_html_attribute *attributes, size_t n)
{
	size_t kept = 1;

	if (n < 2)
		return n;
	if (n <= FEW_ATTRIBUTES) {
		for (size_t i = 1; i < n; i++)
			if (!is_known(attributes, kept, attributes[i].name))
				attributes[kept++] = attributes[i];
		return kept;
	}
	qsort(attributes, n, sizeof(*attributes), by_name);
	for (size_t i = 1; i < n; i++)
		if (compare_names(
			attributes[kept - 1].name, attributes[i].name) != 0)
			attributes[kept++] = attributes[i];
	qsort(attributes, kept, sizeof(*attributes), by_place);
	return kept;
}

static void
add_attribute(struct fg_html_tokenizer *t, struct fg_html_token *token,
    const struct fg_html_attribute *attribute)
{
	size_t n = token->attribute_count;

	if (token->kind == FG_HTML_END_TAG || n == FG_HTML_ATTRIBUTES_MOST)
		return;
	if (n == t->attribute_capacity) {
		t->attribute_capacity = n ? n * 2 : FIRST_ATTRIBUTES;
		t->attributes = reallocarray(t->attributes,
		    t->attribute_capacity, sizeof(*t->attributes));
		if (!t->attributes)
			fg_out_of_memory();
	}
	t->attributes[n] = *attribute;
	token->attribute_count = n + 1;
}

/* Behind the "=" of an attribute; returns where the value ends. */
static size_t
read_value(struct fg_html_attribute *attribute, struct fg_str s, size_t at)
{
	size_t end;

	at = fg_html_skip_space(s, at);
	attribute->has_value = true;
	if (at < s.n && (s.p[at] == '"' || s.p[at] == '\'')) {
		attribute->quote = s.p[at];
		at++;
		end = fg_str_find(s, attribute->quote, at);
	} else {
		end = at;
		while (
		    end < s.n && s.p[end] != '>' && !fg_html_is_space(s.p[end]))
			end++;
	}
	attribute->value_start = at;
	attribute->value = fg_str_sub(s, at, end);
	return attribute->quote && end < s.n ? end + 1 : end;
}

/* Returns where the attribute that begins there ends. */
static size_t
read_attribute(
    struct fg_html_tokenizer *t, struct fg_html_token *token, size_t from)
{
	struct fg_html_attribute attribute = {.start = from};
	struct fg_str s = t->input;
	size_t end = from + 1, next; /* a "=" in front belongs to the name */

	while (end < s.n && s.p[end] != '=' && s.p[end] != '>' &&
	       s.p[end] != '/' && !fg_html_is_space(s.p[end]))
		end++;
	attribute.name = fg_str_sub(s, from, end);
	next = fg_html_skip_space(s, end);
	if (next < s.n && s.p[next] == '=')
		end = read_value(&attribute, s, next + 1);
	attribute.end = end;
	add_attribute(t, token, &attribute);
	return end;
}

/* Behind the tag's name; returns where its ">" is, or the end of the input. */
static size_t
read_attributes(
    struct fg_html_tokenizer *t, struct fg_html_token *token, size_t at)
{
	struct fg_str s = t->input;

	while ((at = fg_html_skip_space(s, at)) < s.n && s.p[at] != '>') {
		if (s.p[at] != '/') {
			at = read_attribute(t, token, at);
			continue;
		}
		at++;
		if (at < s.n && s.p[at] == '>')
			token->self_closing = true;
	}
	return at;
}

bool
fg_html_read_tag(struct fg_html_tokenizer *t, struct fg_html_token *token)
{
	struct fg_str s = t->input;
	bool is_end = s.p[t->at + 1] == '/';
	size_t from = t->at + (is_end ? 2 : 1), at = from;

	token->kind = is_end ? FG_HTML_END_TAG : FG_HTML_START_TAG;
	while (at < s.n && s.p[at] != '>' && s.p[at] != '/' &&
	       !fg_html_is_space(s.p[at]))
		at++;
	token->name = fg_str_sub(s, from, at);
	at = read_attributes(t, token, at);
	if (at == s.n) {
		t->at = s.n;
		return false;
	}
	token->attribute_count =
	    drop_duplicates(t->attributes, token->attribute_count);
	token->attributes = t->attributes;
	t->at = at + 1;
	return true;
}
