/* SPDX-License-Identifier: ISC */
/* markdown.c - CommonMark to HTML, by cmark or cmark-gfm. */
#include "lib/markdown.h"

#ifdef FG_MARKDOWN_GFM
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <pthread.h>
#else
#include <cmark.h>
#endif
#include <stdint.h>
#include <stdlib.h>

/* What rendering a text costs beyond the linear part. */
struct cost {
	uint64_t steps;
	uint64_t images; /* "![" of this paragraph so far */
	uint64_t depth;	 /* of nested blocks, at most, so far */
	uint64_t quotes; /* of this paragraph so far */
	uint64_t bytes;	 /* likewise */
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

#ifdef FG_MARKDOWN_GFM
#define IS_GFM true
#else
#define IS_GFM false
#endif

/*
 * cmark-gfm 0.29 looks for the opening quote at each quote, and reads the
 * paragraph again at each line that could be below a table's head; 20 ns a
 * byte, not 3.
 */
static void
count_gfm(struct cost *cost, struct fg_str line)
{
	bool may_be_table = true;

	for (size_t i = 0; i < line.n; i++) {
		char c = line.p[i];

		if (c == '"' || c == '\'')
			cost->steps += cost->quotes++;
		may_be_table &= fg_is_space(c) || c == '|' || c == '-' ||
				c == ':' || c == '>';
	}
	cost->bytes += line.n;
	if (may_be_table)
		cost->steps += 8 * cost->bytes;
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
			cost.images = cost.quotes = cost.bytes = 0;
		} else {
			uint64_t depth = depth_of(line);

			if (depth > cost.depth)
				cost.depth = depth;
			count_inlines(&cost, line);
			if (IS_GFM)
				count_gfm(&cost, line);
		}
	}
	return cost.steps > FG_MARKDOWN_STEPS_MOST;
}

/* Raw HTML stays: the site's author is trusted with the site. */
#define OPTIONS (CMARK_OPT_SMART | CMARK_OPT_UNSAFE)

#ifdef FG_MARKDOWN_GFM
/*
 * What GitHub has and kramdown too: a single "~" strikes nothing out there,
 * and bare addresses are no links.
 */
static char *
to_html(struct fg_str markdown)
{
	static const char *const extensions[] = {"table", "strikethrough"};
	/* It has tables of its own that it changes while it parses. */
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	int options = OPTIONS | CMARK_OPT_FOOTNOTES |
		      CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE;
	cmark_parser *parser;
	cmark_node *document;
	char *html;

	pthread_mutex_lock(&lock);
	cmark_gfm_core_extensions_ensure_registered();
	parser = cmark_parser_new(options);
	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++)
		cmark_parser_attach_syntax_extension(
		    parser, cmark_find_syntax_extension(extensions[i]));
	cmark_parser_feed(
	    parser, markdown.p ? markdown.p : "", markdown.n);
	document = cmark_parser_finish(parser);
	html = cmark_render_html(document, options,
	    cmark_parser_get_syntax_extensions(parser));
	cmark_node_free(document);
	cmark_parser_free(parser);
	pthread_mutex_unlock(&lock);
	return html;
}
#else
static char *
to_html(struct fg_str markdown)
{
	return cmark_markdown_to_html(
	    markdown.p ? markdown.p : "", markdown.n, OPTIONS);
}
#endif

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
	rendered = to_html(markdown);
	fg_buf_add_c(html, rendered);
	free(rendered);
	return 0;
}

const char *
fg_markdown_library(void)
{
#ifdef FG_MARKDOWN_GFM
	return "cmark-gfm " CMARK_GFM_VERSION_STRING;
#else
	return "cmark " CMARK_VERSION_STRING;
#endif
}
