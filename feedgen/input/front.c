/* SPDX-License-Identifier: ISC */
/* front.c - split a source text into front matter and body. */
#include "input/jekyll.h"

/* Length of the line at `from` up to and without its LF. */
static struct fg_str
line_at(struct fg_str text, size_t from)
{
	return fg_str_sub(text, from, fg_str_find(text, '\n', from));
}

/* Is it that mark, and white space? */
static bool
is_mark(struct fg_str line, struct fg_str mark)
{
	if (!fg_str_starts(line, mark))
		return false;
	for (size_t i = mark.n; i < line.n; i++)
		if (!fg_is_space(line.p[i]))
			return false;
	return true;
}

static bool
is_closing(struct fg_str line)
{
	return is_mark(line, FG_STR("---")) || is_mark(line, FG_STR("..."));
}

bool
fg_front_is_present(struct fg_str text)
{
	struct fg_str line;

	/* Most files are told apart by their first byte. */
	if (text.n < 4 || text.p[0] != '-')
		return false;
	line = line_at(text, 0);
	return line.n < text.n && is_mark(line, FG_STR("---"));
}

static unsigned
count_lines(struct fg_str s)
{
	unsigned n = 0;

	for (size_t i = 0; (i = fg_str_find(s, '\n', i)) < s.n; i++)
		n++;
	return n;
}

/* Blank lines after the closing one belong to it; an indented line does not. */
static size_t
skip_blank_lines(struct fg_str text, size_t from)
{
	size_t after = from;

	for (size_t i = from; i < text.n && fg_is_space(text.p[i]); i++)
		if (text.p[i] == '\n')
			after = i + 1;
		else if (i + 1 == text.n)
			after = text.n;
	return after;
}

int
fg_front_split(struct fg_front *out, struct fg_str text, struct fg_diags *d)
{
	size_t begin, at;

	if (fg_str_starts(text, FG_STR("\xef\xbb\xbf")))
		text = fg_str_sub(text, 3, text.n);
	*out = (struct fg_front){.body = text, .body_line = 1};
	if (!fg_front_is_present(text))
		return 0;
	begin = at = line_at(text, 0).n + 1;
	for (;;) {
		struct fg_str line = line_at(text, at);

		if (is_closing(line))
			break;
		if (at + line.n >= text.n)
			return fg_diag(d, FG_FRONT_UNCLOSED, fg_at(1, 1), NULL);
		at += line.n + 1;
	}
	out->present = true;
	out->yaml = fg_str_sub(text, begin, at);
	out->yaml_line = 2;
	begin = skip_blank_lines(text, at + 3);
	out->body = fg_str_sub(text, begin, text.n);
	out->body_line = 1 + count_lines(fg_str_sub(text, 0, begin));
	return 0;
}
