/* SPDX-License-Identifier: ISC */
/* permalink_page.c - permalink styles, URLs of pages, and output files. */
#include "base/url.h"
#include "input/jekyll.h"
#include "input/permalink.h"

static const struct {
	const char *name, *template, *suffix;
} styles[] = {
    {"date", "/:categories/:year/:month/:day/:title:output_ext", ":output_ext"},
    {"none", "/:categories/:title:output_ext", ":output_ext"},
    {"ordinal", "/:categories/:year/:y_day/:title:output_ext", ":output_ext"},
    {"pretty", "/:categories/:year/:month/:day/:title/", "/"},
    {"weekdate", "/:categories/:year/W:week/:short_day/:title:output_ext", ""},
};

#define STYLE_COUNT (sizeof(styles) / sizeof(styles[0]))

struct fg_str
fg_permalink_style(struct fg_str style)
{
	for (size_t i = 0; i < STYLE_COUNT; i++)
		if (fg_str_eq(style, fg_str_c(styles[i].name)))
			return fg_str_c(styles[i].template);
	return style;
}

struct fg_str
fg_permalink_suffix(struct fg_str style)
{
	for (size_t i = 0; i < STYLE_COUNT; i++)
		if (fg_str_eq(style, fg_str_c(styles[i].name)))
			return fg_str_c(styles[i].suffix);
	if (fg_str_ends(style, FG_STR("/")))
		return FG_STR("/");
	if (fg_str_ends(style, FG_STR(":output_ext")))
		return FG_STR(":output_ext");
	return FG_STR("");
}

/*
 * Ruby's File.extname: dots that begin a name begin no extension, a dot at
 * the end is one.
 */
static struct fg_str
extension_of(struct fg_str path)
{
	size_t slash = fg_str_rfind(path, '/');
	size_t first = slash == path.n ? 0 : slash + 1, dot;

	while (first < path.n && path.p[first] == '.')
		first++;
	path = fg_str_sub(path, first, path.n);
	dot = fg_str_rfind(path, '.');
	return fg_str_sub(path, dot, path.n);
}

struct fg_str
fg_output_extension(const struct fg_site *site, struct fg_str extension,
    struct fg_str permalink)
{
	struct fg_str own = extension_of(permalink);
	struct fg_str name = fg_str_sub(extension, 1, extension.n);

	if (own.n > 0 && !fg_str_ends(permalink, FG_STR("/")))
		return own;
	for (size_t i = 0; i < site->markdown_ext.n; i++)
		if (fg_str_eq_nocase(site->markdown_ext.items[i], name))
			return FG_STR(".html");
	if (fg_str_eq_nocase(name, FG_STR("scss")) ||
	    fg_str_eq_nocase(name, FG_STR("sass")))
		return FG_STR(".css");
	return extension;
}

/* The name without its extension, and without dots at its end. */
static struct fg_str
base_of(struct fg_str name)
{
	name.n -= extension_of(name).n;
	while (name.n > 0 && name.p[name.n - 1] == '.')
		name.n--;
	return name;
}

/* A placeholder and what it stands for. */
struct part {
	struct fg_str name, value;
};

/* Append the template; placeholders that are none of the parts stay. */
static void
add_template(struct fg_buf *out, const struct part *parts, size_t n,
    struct fg_str template)
{
	for (;;) {
		size_t colon = fg_str_find(template, ':', 0), start, i;

		fg_buf_add(out, fg_str_sub(template, 0, colon));
		if (colon == template.n)
			return;
		template = fg_str_sub(template, colon + 1, template.n);
		for (i = 0; i < n; i++)
			if (fg_str_starts(template, parts[i].name))
				break;
		if (i == n) {
			fg_buf_add_char(out, ':');
			continue;
		}
		start = out->n;
		fg_buf_add(out, parts[i].value);
		fg_permalink_encode_from(out, start);
		template = fg_str_sub(template, parts[i].name.n, template.n);
	}
}

void
fg_page_url(struct fg_buf *out, const struct fg_site *site, struct fg_str path,
    struct fg_str output_ext, struct fg_str permalink)
{
	size_t slash = fg_str_rfind(path, '/');
	size_t name = slash < path.n ? slash + 1 : 0;
	struct part parts[] = {
	    {FG_STR("path"), fg_str_sub(path, 0, slash < path.n ? slash : 0)},
	    {FG_STR("basename"), base_of(fg_str_sub(path, name, path.n))},
	    {FG_STR("output_ext"), output_ext},
	};
	bool is_html = fg_str_eq(output_ext, FG_STR(".html")) ||
		       fg_str_eq(output_ext, FG_STR(".xhtml")) ||
		       fg_str_eq(output_ext, FG_STR(".htm"));
	size_t start = out->n;

	fg_buf_add_char(out, '/');
	if (permalink.p) {
		add_template(out, parts, 3, permalink);
	} else if (!is_html) {
		add_template(out, parts, 3, FG_STR(":path/:basename:output_ext"));
	} else if (fg_str_eq(parts[1].value, FG_STR("index"))) {
		add_template(out, parts, 3, FG_STR(":path/"));
	} else {
		add_template(out, parts, 3, FG_STR(":path/:basename"));
		add_template(out, parts, 3, site->permalink_suffix);
	}
	fg_permalink_clean_from(out, start);
}

void
fg_static_url(struct fg_buf *out, const struct fg_permalink *p)
{
	struct part parts[] = {
	    {FG_STR("collection"), p->collection},
	    {FG_STR("path"), p->path},
	    {FG_STR("output_ext"), FG_STR("")},
	    {FG_STR("name"), base_of(p->name)},
	    {FG_STR("title"), FG_STR("")},
	};
	size_t start = out->n;

	fg_buf_add_char(out, '/');
	add_template(out, parts, 5, p->template);
	fg_permalink_clean_from(out, start);
	if (fg_str_ends(fg_buf_str(out), FG_STR("/")))
		fg_buf_truncate(out, out->n - 1);
	start = out->n;
	fg_buf_add(out, p->output_ext);
	fg_permalink_encode_from(out, start);
}

/* Append a segment of a path; ".." takes the one before it away. */
static void
add_segment(struct fg_buf *out, size_t start, struct fg_str segment)
{
	if (segment.n == 0 || fg_str_eq(segment, FG_STR(".")))
		return;
	if (fg_str_eq(segment, FG_STR(".."))) {
		size_t end = out->n;

		while (end > start && out->p[end - 1] != '/')
			end--;
		fg_buf_truncate(out, end > start ? end - 1 : start);
		return;
	}
	if (out->n > start)
		fg_buf_add_char(out, '/');
	for (size_t i = 0; i < segment.n; i++)
		/* No path holds a zero byte: it would end there. */
		if (segment.p[i] == '\0')
			fg_buf_add_c(out, "%00");
		else
			fg_buf_add_char(out, segment.p[i]);
}

void
fg_output_path(struct fg_buf *out, struct fg_str url, struct fg_str output_ext)
{
	struct fg_buf decoded = {0};
	struct fg_str path = url, segment;
	size_t start = out->n;

	if (fg_str_find(url, '%', 0) < url.n) {
		fg_url_decode(&decoded, url);
		path = fg_buf_str(&decoded);
	}
	while (fg_str_split(&segment, &path, '/'))
		add_segment(out, start, segment);
	if (url.n == 0 || fg_str_ends(url, FG_STR("/")))
		add_segment(out, start, FG_STR("index.html"));
	else if (!fg_str_ends(
		     fg_str_sub(fg_buf_str(out), start, out->n), output_ext))
		fg_buf_add(out, output_ext);
	fg_buf_free(&decoded);
}
