/* SPDX-License-Identifier: ISC */
/* markdown.c - CommonMark to HTML, by cmark. */
#include "lib/markdown.h"

#include <cmark.h>
#include <stdint.h>
#include <stdlib.h>

/* What rendering a text costs beyond the linear part. */
struct cost {
	uint64_t steps;
	uint64_t images; /* "![" of this paragraph so far */
	uint64_t depth;	 /* of nested blocks, at most, so far */
};

/* The next line without its end; CR, LF and CR LF end a line. */
static struct fg_str
next_line(struct fg_str *rest)
{
	struct fg_str line = *rest;
	size_t end = 0;

	while (end < line.n && line.p[end] != '\n' && line.p[end] != '\r')
		end++;
	line.n = end;
	if (end + 1 < rest->n && rest->p[end] == '\r' &&
	    rest->p[end + 1] == '\n')
		end++;
	*rest = fg_str_sub(*rest, end + 1, rest->n);
	return line;
}

/* Is there a blank or the end of the line at that offset? */
static bool
ends_marker(struct fg_str line, size_t at)
{
	return at >= line.n || fg_is_blank(line.p[at]);
}

/*
 * At least as many as the block quotes and list items that hold the line: a
 * block quote needs its marker, a list item its marker or two columns.
 */
static uint64_t
depth_of(struct fg_str line)
{
	uint64_t columns = 0, markers = 0;
	size_t i = 0;

	while (i < line.n) {
		char c = line.p[i++];

		if (fg_is_digit(c)) {
			while (i < line.n && fg_is_digit(line.p[i]))
				i++;
			if (i == line.n ||
			    (line.p[i] != '.' && line.p[i] != ')'))
				break;
			c = line.p[i++];
		}
		if (c == ' ')
			columns++;
		else if (c == '\t')
			columns += 4;
		else if (c == '>')
			markers++;
		else if (memchr("-+*.)", c, 5) && ends_marker(line, i))
			markers++;
		else
			break;
	}
	return columns / 2 + markers;
}

/* A link that ends passes over every image that was begun before it. */
static void
count_inlines(struct cost *cost, struct fg_str line)
{
	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] == ']')
			cost->steps += cost->images;
		else if (line.p[i] == '[' && i > 0 && line.p[i - 1] == '!')
			cost->images++;
	}
}

static bool
is_too_costly(struct fg_str markdown)
{
	struct cost cost = {0};

	while (markdown.n > 0 && cost.steps <= FG_MARKDOWN_STEPS_MOST) {
		struct fg_str line = next_line(&markdown);

		if (fg_str_trim(line).n == 0) {
			/* It goes through all lists; 11 ns each, not 1.5. */
			cost.steps += 8 * cost.depth;
			cost.images = 0;
		} else {
			uint64_t depth = depth_of(line);

			if (depth > cost.depth)
				cost.depth = depth;
			count_inlines(&cost, line);
		}
	}
	return cost.steps > FG_MARKDOWN_STEPS_MOST;
}

int
fg_markdown_render(
    struct fg_buf *html, struct fg_str markdown, struct fg_diags *d)
{
	char *rendered;

	if (markdown.n > FG_MARKDOWN_MOST)
		return fg_diag(d, FG_MARKDOWN_TOO_LARGE, FG_WHOLE_FILE,
		    fg_show_number(d, (long long)markdown.n),
		    fg_show_number(d, FG_MARKDOWN_MOST));
	if (is_too_costly(markdown))
		return fg_diag(d, FG_MARKDOWN_TOO_COSTLY, FG_WHOLE_FILE, NULL);
	/* Raw HTML stays: the site's author is trusted with the site. */
	rendered = cmark_markdown_to_html(markdown.p ? markdown.p : "",
	    markdown.n, CMARK_OPT_SMART | CMARK_OPT_UNSAFE);
	fg_buf_add_c(html, rendered);
	free(rendered);
	return 0;
}

const char *
fg_markdown_library(void)
{
	return "cmark " CMARK_VERSION_STRING;
}
