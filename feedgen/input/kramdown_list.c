/* SPDX-License-Identifier: ISC */
/* kramdown_list.c - markers of lists, definitions and footnotes. */
#include "input/kramdown_impl.h"

size_t
fg_kramdown_indent(size_t *bytes, struct fg_str line)
{
	size_t columns = 0, i = 0;

	for (; i < line.n && fg_is_blank(line.p[i]); i++)
		columns += line.p[i] == '\t' ? 4 - columns % 4 : 1;
	*bytes = i;
	return columns;
}

size_t
fg_kramdown_marker(struct fg_str s)
{
	size_t n = 0, blanks;

	if (s.n > 1 && memchr("-+*", s.p[0], 3)) {
		n = 1;
	} else {
		while (n < s.n && n < 9 && fg_is_digit(s.p[n]))
			n++;
		if (n == 0 || n == s.n || s.p[n] != '.')
			return 0;
		n++;
	}
	fg_kramdown_indent(&blanks, fg_str_sub(s, n, s.n));
	if (blanks == 0 || n + blanks == s.n)
		return 0;
	return n + (blanks > 4 ? 1 : blanks);
}

/* Without up to that many columns of blanks. */
static struct fg_str
dedent(struct fg_str line, size_t columns)
{
	size_t at = 0, i = 0;

	while (i < line.n && at < columns && fg_is_blank(line.p[i]))
		at += line.p[i++] == '\t' ? 4 - at % 4 : 1;
	return fg_str_sub(line, i, line.n);
}

bool
fg_kramdown_is_definition(struct fg_str line)
{
	size_t bytes;

	if (fg_kramdown_indent(&bytes, line) > 3 || bytes + 2 >= line.n)
		return false;
	return line.p[bytes] == ':' && fg_is_blank(line.p[bytes + 1]) &&
	       !fg_kramdown_is_blank(fg_str_sub(line, bytes + 1, line.n));
}

/* The line behind blank ones, from there on. */
static size_t
skip_blank(const struct fg_kramdown *k, size_t i)
{
	while (i < k->n && fg_kramdown_is_blank(k->lines[i]))
		i++;
	return i;
}

size_t
fg_kramdown_find_definition(const struct fg_kramdown *k, size_t end)
{
	if (end < k->n && fg_kramdown_is_definition(k->lines[end]))
		return end;
	if (end + 1 < k->n && fg_kramdown_is_blank(k->lines[end]) &&
	    fg_kramdown_is_definition(k->lines[end + 1]))
		return end + 1;
	return k->n;
}

/* Lines that belong to the definition before them lose their indentation. */
static size_t
take_indented(struct fg_kramdown *k, size_t from, size_t columns)
{
	size_t i = from;

	for (;;) {
		size_t next = skip_blank(k, i), bytes;

		if (next == k->n)
			return i;
		if (fg_kramdown_is_definition(k->lines[next]) ||
		    (next > i &&
			fg_kramdown_indent(&bytes, k->lines[next]) < columns))
			return i;
		k->lines[next] = dedent(k->lines[next], columns);
		i = next + 1;
	}
}

void
fg_kramdown_begin_definition(struct fg_kramdown *k)
{
	struct fg_str *line = &k->lines[k->i];
	size_t colon = fg_str_find(*line, ':', 0), blanks, width;

	width = colon + 1 +
		fg_kramdown_indent(
		    &blanks, fg_str_sub(*line, colon + 1, line->n));
	*line = fg_str_sub(*line, colon + 1 + blanks, line->n);
	k->definition_end =
	    take_indented(k, k->i + 1, width < 4 ? width : 4);
	fg_buf_add_c(k->out, "<dd>\n\n");
	k->after_blank = true;
}

void
fg_kramdown_end_definition(struct fg_kramdown *k)
{
	size_t next = skip_blank(k, k->i);

	fg_buf_add_c(k->out, "\n\n</dd>\n");
	k->definition_end = 0;
	k->depth = 0;
	k->fence = 0;
	if (next == k->n || !fg_kramdown_is_definition(k->lines[next]))
		return;
	k->i = next;
	fg_kramdown_begin_definition(k);
}

/* Indented lines, and what follows them without a blank line. */
static size_t
footnote_end(const struct fg_kramdown *k, size_t i)
{
	for (;;) {
		size_t next = skip_blank(k, i), bytes;

		if (next == k->n ||
		    fg_kramdown_indent(&bytes, k->lines[next]) < 4)
			return i;
		i = next;
		while (i < k->n && !fg_kramdown_is_blank(k->lines[i]))
			i++;
	}
}

bool
fg_kramdown_take_footnote(struct fg_kramdown *k, struct fg_str rest)
{
	struct fg_str name = fg_kramdown_footnote(rest);
	size_t from = k->i, end;
	struct fg_footnote *note;

	if (!name.p || name.n + 3 >= rest.n || rest.p[name.n + 3] != ':')
		return false;
	end = footnote_end(k, from + 1);
	k->i = end;
	k->after_blank = true;
	if (!k->is_collecting)
		return true;
	note = FG_NEW(&k->arena, struct fg_footnote);
	note->name = name;
	note->line_count = end - from;
	note->lines =
	    fg_arena_array(&k->arena, end - from, sizeof(*note->lines));
	note->lines[0] = fg_str_trim(fg_str_sub(rest, name.n + 4, rest.n));
	for (size_t i = from + 1; i < end; i++)
		note->lines[i - from] = dedent(k->lines[i], 4);
	*fg_map_put(&k->footnotes, name) = note;
	return true;
}

/* As many arrows as there are places to go back to. */
static void
add_arrows(struct fg_buf *out, const struct fg_footnote *note)
{
	fg_buf_printf(out,
	    "&#160;<a href=\"#fnref:%.*s\" class=\"reversefootnote\">&#8617;"
	    "</a>",
	    FG_ARG(note->name));
	for (unsigned i = 1; i < note->references; i++)
		fg_buf_printf(out,
		    "&#160;<a href=\"#fnref:%.*s:%u\" "
		    "class=\"reversefootnote\">&#8617;<sup>%u</sup></a>",
		    FG_ARG(note->name), i, i + 1);
}

static void
add_note(struct fg_kramdown *k, const struct fg_footnote *note)
{
	struct fg_str last = note->lines[note->line_count - 1];
	size_t bytes;

	k->lines = note->lines;
	k->n = note->line_count;
	k->i = 0;
	fg_buf_printf(
	    k->out, "<li id=\"fn:%.*s\">\n\n", FG_ARG(note->name));
	fg_kramdown_add_blocks(k);
	/* Behind the text, or in a paragraph of their own behind code. */
	if (fg_kramdown_indent(&bytes, last) < 4 &&
	    fg_kramdown_fence(last) == 0)
		while (k->out->n && k->out->p[k->out->n - 1] == '\n')
			fg_buf_truncate(k->out, k->out->n - 1);
	else
		fg_buf_add_char(k->out, '\n');
	add_arrows(k->out, note);
	fg_buf_add_c(k->out, "\n\n</li>\n");
}

/* A note may refer to others, which are then numbered behind it. */
void
fg_kramdown_add_footnotes(struct fg_kramdown *k)
{
	if (!k->first_note)
		return;
	fg_buf_add_c(k->out, "\n\n<div class=\"footnotes\">\n<ol>\n");
	for (const struct fg_footnote *note = k->first_note; note;
	     note = note->next)
		add_note(k, note);
	fg_buf_add_c(k->out, "</ol>\n</div>\n");
}
