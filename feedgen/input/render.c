/* SPDX-License-Identifier: ISC */
/* render.c - Markdown bodies and excerpts as HTML. */
#include "input/render.h"

#include "base/file.h"
#include "base/utf8.h"
#include "lib/markdown.h"

#include <stdio.h>

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

static int
render(struct fg_buf *html, const struct fg_site *site,
    const struct fg_source *source, struct fg_str text, struct fg_diags *d)
{
	if (is_markdown(site, source->doc.path))
		return fg_markdown_render(html, text, d);
	fg_buf_add(html, fg_str_trim(text));
	return 0;
}

int
fg_render_body(struct fg_buf *html, const struct fg_site *site,
    const struct fg_source *source, struct fg_diags *d)
{
	struct fg_str body = source->front.body;
	size_t illegal = fg_xml_find_illegal(body);
	struct fg_buf legal = {0};
	int result;

	if (illegal < body.n) {
		warn_illegal(body, source->front.body_line, illegal, d);
		fg_xml_repair(&legal, body);
		body = fg_buf_str(&legal);
	}
	result = render(html, site, source, body, d);
	fg_buf_free(&legal);
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

void
fg_excerpt_of(struct fg_buf *out, struct fg_str body, struct fg_str separator)
{
	size_t at = fg_str_search(body, separator, 0);
	struct fg_str head = fg_str_sub(body, 0, at);
	struct fg_str tail = fg_str_sub(body, at + separator.n, body.n), line;
	bool first = true;

	fg_buf_add(out, head);
	while (tail.n && fg_str_split(&line, &tail, '\n')) {
		struct fg_str label = definition_label(line);

		if (!label.p || fg_str_search(head, label, 0) == head.n)
			continue;
		fg_buf_add_c(out, first ? "\n\n" : "\n");
		fg_buf_add(out, line);
		first = false;
	}
}

int
fg_render_excerpt(struct fg_buf *html, const struct fg_site *site,
    const struct fg_source *source, struct fg_diags *d)
{
	const struct fg_value *own = fg_value_get(source->data, "excerpt");
	const struct fg_value *set =
	    fg_value_get(source->data, "excerpt_separator");
	struct fg_str separator = site->excerpt_separator;
	struct fg_buf head = {0}, legal = {0};
	int result;

	if (!fg_value_is_null(own) && own->text.p) {
		fg_buf_add(html, own->text);
		return 0;
	}
	if (set && set->text.p)
		separator = set->text;
	if (separator.n == 0)
		return 0;
	fg_excerpt_of(&head, source->front.body, separator);
	fg_xml_repair(&legal, fg_buf_str(&head));
	result = render(html, site, source, fg_buf_str(&legal), d);
	fg_buf_free(&head);
	fg_buf_free(&legal);
	return result;
}
