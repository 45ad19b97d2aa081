/* SPDX-License-Identifier: ISC */
/* kramdown_html.c - HTML blocks, which kramdown follows to their end tags. */
#include "input/kramdown_impl.h"
#include "input/smart.h"

/* Thousands of elements without an end would be looked for to the end. */
#define WORK_MOST (8u << 20)
/* With its markdown="1" at the end; each of these is looked back from. */
#define LONGEST_TAG 512

bool
fg_kramdown_is_html(struct fg_str s)
{
	struct fg_smart_tag tag;
	struct fg_str name;

	if (s.n < 2 || s.p[0] != '<')
		return false;
	if (fg_str_starts(s, FG_STR("<!--")))
		return true;
	if (s.p[1] == '/') {
		if (fg_smart_end_tag(&name, s) == 0)
			return false;
		/* A start tag of that name tells what it is. */
		return fg_str_eq_nocase(name, FG_STR("div")) ||
		       fg_str_eq_nocase(name, FG_STR("p"));
	}
	return fg_smart_tag_read(&tag, s) && !(tag.flags & FG_SMART_SPAN);
}

/* Offset behind the comment at the start of s, or s.n. */
static size_t
comment_end(struct fg_str s)
{
	size_t end = fg_str_search(s, FG_STR("-->"), 4);

	return end == s.n ? s.n : end + 3;
}

/* Bytes up to the end tag of the element whose start tag s begins with. */
static bool
find_end(size_t *inner, size_t *outer, struct fg_kramdown *k,
    const struct fg_smart_tag *open, struct fg_str s)
{
	struct fg_smart_tag tag;
	struct fg_str name;
	size_t i = open->n, depth = 1, n;

	while (k->html_work < WORK_MOST) {
		size_t from = i;

		i = fg_str_find(s, '<', i);
		k->html_work += i - from + 16;
		if (i == s.n)
			return false;
		if (fg_str_starts(fg_str_sub(s, i, s.n), FG_STR("<!--"))) {
			i += comment_end(fg_str_sub(s, i, s.n));
			continue;
		}
		n = fg_smart_end_tag(&name, fg_str_sub(s, i, s.n));
		if (n && fg_str_eq_nocase(name, open->name) && --depth == 0) {
			*inner = i;
			*outer = i + n;
			return true;
		}
		if (n == 0 &&
		    fg_smart_tag_read(&tag, fg_str_sub(s, i, s.n))) {
			n = tag.n;
			depth += !tag.is_closed &&
				 fg_str_eq_nocase(tag.name, open->name);
		}
		i += n ? n : 1;
	}
	return false;
}

/* Is it code, which a CommonMark parser takes with its blank lines? */
static bool
is_verbatim(struct fg_str name)
{
	return fg_str_eq_nocase(name, FG_STR("pre")) ||
	       fg_str_eq_nocase(name, FG_STR("script")) ||
	       fg_str_eq_nocase(name, FG_STR("style")) ||
	       fg_str_eq_nocase(name, FG_STR("textarea"));
}

/*
 * Other HTML ends at a blank line, so there may be none in it.  Where white
 * space counts, a reference keeps it.
 */
static void
add_raw(struct fg_kramdown *k, struct fg_str html, bool is_code)
{
	const char *end = html.p + html.n;
	struct fg_str line;
	bool in_pre = false;

	if (is_code) {
		fg_buf_add(k->out, html);
		return;
	}
	while (html.n > 0 && fg_str_split(&line, &html, '\n')) {
		if (fg_kramdown_is_blank(line)) {
			if (in_pre)
				fg_buf_add_c(k->out, "&#10;");
			continue;
		}
		if (fg_str_search(line, FG_STR("<pre"), 0) < line.n)
			in_pre = true;
		if (fg_str_search(line, FG_STR("</pre"), 0) < line.n)
			in_pre = false;
		fg_buf_add(k->out, line);
		if (line.p + line.n < end)
			fg_buf_add_char(k->out, '\n');
	}
}

/* Offset of the attribute markdown="1" (or block, span) of the tag, or n. */
static size_t
markdown_attribute(size_t *length, struct fg_str tag)
{
	static const char *const values[] = {
	    "\"1\"", "'1'", "1", "\"block\"", "\"span\""};
	struct fg_str name = FG_STR("markdown=");
	size_t at = fg_str_search(tag, name, 0);

	if (at == 0 || at == tag.n || !fg_is_space(tag.p[at - 1]))
		return tag.n;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		struct fg_str value = fg_str_c(values[i]);

		if (fg_str_starts(
			fg_str_sub(tag, at + name.n, tag.n), value)) {
			*length = name.n + value.n;
			return at;
		}
	}
	return tag.n;
}

/* Let the lines go on at that place. */
static void
resume_at(struct fg_kramdown *k, const char *place)
{
	while (k->i < k->n &&
	       k->lines[k->i].p + k->lines[k->i].n < place)
		k->i++;
	if (k->i < k->n && place > k->lines[k->i].p) {
		struct fg_str *line = &k->lines[k->i];

		line->n -= (size_t)(place - line->p);
		line->p = place;
		if (fg_kramdown_is_blank(*line))
			k->i++;
	}
	k->after_blank = true;
}

/* Begin the Markdown in an element, if the next start tag asks for it. */
static bool
open_element(struct fg_kramdown *k, struct fg_str html, size_t at,
    const char *outer_end)
{
	struct fg_smart_tag tag;
	struct fg_str s = fg_str_sub(html, at, html.n), text;
	size_t attribute, length, inner, outer;

	if (k->element_count == FG_KRAMDOWN_ELEMENTS ||
	    !fg_smart_tag_read(&tag, s))
		return false;
	text = fg_str_sub(s, 0, tag.n);
	attribute = markdown_attribute(&length, text);
	if (attribute == text.n || !find_end(&inner, &outer, k, &tag, s))
		return false;
	add_raw(k, fg_str_sub(html, 0, at), false);
	fg_buf_add(k->out, fg_str_sub(text, 0, attribute - 1));
	fg_buf_add(k->out, fg_str_sub(text, attribute + length, text.n));
	fg_buf_add_c(k->out, "\n\n");
	k->elements[k->element_count++] =
	    (struct fg_kramdown_element){s.p + inner, outer_end};
	resume_at(k, s.p + tag.n);
	return true;
}

/* Offset of the "<" before that place, if it is near; else the place. */
static size_t
tag_start(struct fg_str html, size_t at)
{
	for (size_t i = at; i > 0 && at - i < LONGEST_TAG; i--)
		if (html.p[i - 1] == '<')
			return i - 1;
	return at;
}

/* Write HTML up to its end, or to an element with Markdown in it. */
static void
write_html(struct fg_kramdown *k, struct fg_str html, bool is_code)
{
	const char *end = html.p + html.n;
	size_t at = 0, start;

	while (!is_code) {
		at = fg_str_search(html, FG_STR("markdown="), at);
		if (at == html.n)
			break;
		start = tag_start(html, at);
		if (start < at && open_element(k, html, start, end))
			return;
		at += FG_STR("markdown=").n;
	}
	add_raw(k, html, is_code);
	fg_buf_add_c(k->out, "\n\n");
	resume_at(k, end);
}

void
fg_kramdown_close_element(struct fg_kramdown *k)
{
	struct fg_kramdown_element e = k->elements[--k->element_count];

	fg_buf_add_char(k->out, '\n');
	k->depth = 0;
	k->fence = 0;
	write_html(k,
	    (struct fg_str){e.inner_end, (size_t)(e.outer_end - e.inner_end)},
	    false);
}

bool
fg_kramdown_html(struct fg_kramdown *k, struct fg_str here)
{
	struct fg_str s = {
	    here.p, (size_t)(k->text.p + k->text.n - here.p)};
	struct fg_smart_tag tag;
	size_t inner, outer;

	if (!fg_kramdown_is_html(s) || here.p[1] == '/')
		return false;
	if (here.p[1] == '!') {
		write_html(k, fg_str_sub(s, 0, comment_end(s)), true);
		return true;
	}
	if (!fg_smart_tag_read(&tag, s))
		return false;
	outer = tag.n;
	if (!tag.is_closed && !(tag.flags & FG_SMART_VOID) &&
	    !find_end(&inner, &outer, k, &tag, s))
		return false;
	write_html(k, fg_str_sub(s, 0, outer), is_verbatim(tag.name));
	return true;
}
