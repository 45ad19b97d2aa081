/* SPDX-License-Identifier: ISC */
/* render.c - Markdown bodies and excerpts as HTML. */
#include "input/render.h"

#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "input/kramdown.h"
#include "lib/markdown.h"

#include <stdio.h>

/* CommonMark allows 999 characters. */
#define LABEL_MOST 1000

static bool
is_markdown(const struct fg_site *site, struct fg_str path)
{
	struct fg_str extension = fg_path_extension(path);

	for (size_t i = 0; i < site->markdown_ext.n; i++)
		if (fg_str_eq_nocase(site->markdown_ext.items[i],
			fg_str_sub(extension, 1, extension.n)))
			return true;
	return false;
}

static void
warn_illegal(struct fg_str body, unsigned body_line, size_t at,
    struct fg_diags *d)
{
	struct fg_place place = fg_place_of(body, at);
	char number[9];
	uint32_t cp;

	fg_utf8_decode(&cp, fg_str_sub(body, at, body.n));
	snprintf(number, sizeof(number), "%04X", (unsigned)cp);
	place.line += body_line - 1;
	fg_diag(d, FG_TEXT_ILLEGAL, place, number);
}

/* Append the text with its Liquid rendered; line: of the file, or 0. */
static int
render_liquid(struct fg_buf *out, const struct fg_site *site,
    const struct fg_source *source, struct fg_links *links,
    struct fg_str text, unsigned line, bool is_part, struct fg_diags *d)
{
	struct fg_liquid liquid = {
	    .site = site,
	    .source = source,
	    .links = links,
	    .arena = d->arena,
	    .diags = d,
	    .line = line,
	    .is_part = is_part,
	};

	if (fg_liquid_is_on(source))
		return fg_liquid_render(out, &liquid, text);
	fg_buf_add(out, text);
	return 0;
}

static int
render_markdown(struct fg_buf *html, struct fg_str text, struct fg_diags *d)
{
	struct fg_buf commonmark = {0}, rendered = {0};
	int result;

	fg_kramdown_to_commonmark(&commonmark, text);
	result = fg_markdown_render(&rendered, fg_buf_str(&commonmark), d);
	fg_kramdown_tidy(html, fg_buf_str(&rendered));
	fg_buf_free(&commonmark);
	fg_buf_free(&rendered);
	return result;
}

static int
render(struct fg_buf *html, const struct fg_site *site,
    const struct fg_source *source, struct fg_str text, struct fg_diags *d)
{
	struct fg_buf legal = {0};
	int result = 0;

	fg_xml_repair(&legal, text);
	if (is_markdown(site, source->doc.path))
		result = render_markdown(html, fg_buf_str(&legal), d);
	else
		fg_buf_add(html, fg_str_trim(fg_buf_str(&legal)));
	fg_buf_free(&legal);
	return result;
}

int
fg_render_body(struct fg_buf *html, const struct fg_site *site,
    const struct fg_source *source, struct fg_links *links,
    struct fg_diags *d)
{
	struct fg_str body = source->front.body;
	size_t illegal = fg_xml_find_illegal(body);
	struct fg_buf text = {0};
	int result;

	if (illegal < body.n)
		warn_illegal(body, source->front.body_line, illegal, d);
	result = render_liquid(&text, site, source, links, body,
	    source->front.body_line, false, d);
	if (result == 0)
		result = render(html, site, source, fg_buf_str(&text), d);
	fg_buf_free(&text);
	return result;
}

/* "   [label]: text" as a view of the label with its brackets; or absent. */
static struct fg_str
definition_label(struct fg_str line)
{
	size_t at = 0, end;

	while (at < 3 && at < line.n && line.p[at] == ' ')
		at++;
	if (at == line.n || line.p[at] != '[')
		return (struct fg_str){NULL, 0};
	end = fg_str_find(line, ']', at);
	if (end == at + 1 || end + 2 >= line.n || line.p[end + 1] != ':')
		return (struct fg_str){NULL, 0};
	return fg_str_sub(line, at, end + 1);
}

/* What is between brackets in the text, each with its brackets. */
static void
index_labels(struct fg_map *labels, struct fg_str text)
{
	for (size_t at = fg_str_find(text, '[', 0), end = 0; at < text.n;
	    at = fg_str_find(text, '[', at + 1)) {
		if (end <= at)
			end = fg_str_find(text, ']', at);
		if (end < text.n && end - at < LABEL_MOST)
			*fg_map_put(labels,
			    fg_str_sub(text, at, end + 1)) = labels;
	}
}

/* The lines of the tail that define a reference which the head uses. */
static void
add_definitions(struct fg_buf *out, struct fg_str head, struct fg_str tail)
{
	struct fg_map used = {0};
	struct fg_str line;
	bool first = true;

	index_labels(&used, head);
	while (tail.n && fg_str_split(&line, &tail, '\n')) {
		struct fg_str label = definition_label(line);

		if (!label.p || !fg_map_get(&used, label))
			continue;
		fg_buf_add_c(out, first ? "\n\n" : "\n");
		fg_buf_add(out, line);
		first = false;
	}
	fg_map_free(&used);
}

void
fg_excerpt_of(struct fg_buf *out, struct fg_str body, struct fg_str separator)
{
	size_t at = fg_str_search(body, separator, 0);
	struct fg_str head = fg_str_sub(body, 0, at);

	fg_buf_add(out, head);
	add_definitions(
	    out, head, fg_str_sub(body, at + separator.n, body.n));
}

/* Blocks end with the head, so that the definitions do not belong to them. */
static int
render_part(struct fg_buf *html, const struct fg_site *site,
    const struct fg_source *source, struct fg_links *links,
    struct fg_str separator, struct fg_diags *d)
{
	struct fg_buf part = {0}, text = {0};
	struct fg_str body = source->front.body;
	size_t head = fg_str_search(body, separator, 0);
	int result;

	fg_excerpt_of(&part, body, separator);
	result = render_liquid(&text, site, source, links,
	    fg_str_sub(fg_buf_str(&part), 0, head), source->front.body_line,
	    true, d);
	result |= render_liquid(&text, site, source, links,
	    fg_str_sub(fg_buf_str(&part), head, part.n), 0, true, d);
	if (result == 0)
		result = render(html, site, source, fg_buf_str(&text), d);
	fg_buf_free(&part);
	fg_buf_free(&text);
	return result;
}

int
fg_render_excerpt(struct fg_buf *html, const struct fg_site *site,
    const struct fg_source *source, struct fg_links *links,
    struct fg_diags *d)
{
	const struct fg_value *own = fg_value_get(source->data, "excerpt");
	const struct fg_value *set =
	    fg_value_get(source->data, "excerpt_separator");
	struct fg_str separator = site->excerpt_separator;

	if (fg_value_is_true(own) && own->text.p) {
		fg_buf_add(html, own->text);
		return 0;
	}
	/* As in Ruby, null and false leave the site's. */
	if (fg_value_is_true(set) && set->text.p)
		separator = set->text;
	if (separator.n == 0)
		return 0;
	return render_part(html, site, source, links, separator, d);
}
