/* SPDX-License-Identifier: ISC */
/* liquid_value.c - what stands between "{{" and "}}": values and filters. */
#include "base/file.h"
#include "base/scan.h"
#include "base/url.h"
#include "base/utf8.h"
#include "input/liquid.h"

/* The value so far, and the expression that is left. */
struct expression {
	struct fg_liquid *l;
	struct fg_str rest;
	struct fg_buf value, next;
	bool is_false; /* null or false: `default` takes its place */
};

static void
skip_space(struct fg_str *s)
{
	size_t i = 0;

	while (i < s->n && fg_is_space(s->p[i]))
		i++;
	*s = fg_str_sub(*s, i, s->n);
}

static bool
is_in(struct fg_str name, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (fg_str_eq(name, fg_str_c(names[i])))
			return true;
	return false;
}

/* "title" or "social.name" in a map, as text; absent for null. */
static bool
find_in_map(struct fg_str *text, const struct fg_value *v, struct fg_str path,
    struct fg_arena *a)
{
	struct fg_str key;

	while (fg_str_split(&key, &path, '.')) {
		if (!fg_value_is_null(v) && v->kind != FG_MAP)
			return false;
		v = fg_value_get_str(v, key);
	}
	*text = (struct fg_str){NULL, 0};
	if (fg_value_is_null(v))
		return true;
	if (v->kind == FG_LIST || v->kind == FG_MAP || v->kind == FG_DATE ||
	    v->kind == FG_TIMESTAMP)
		return false;
	*text = fg_value_text(v, a);
	return true;
}

/* What Jekyll and its usual plugins put there is not in the configuration. */
static bool
find_in_site(struct fg_str *text, struct fg_liquid *l, struct fg_str path)
{
	static const char *const made[] = {
	    "categories", "collections", "data", "documents", "drafts",
	    "github", "html_files", "html_pages", "pages", "posts",
	    "related_posts", "static_files", "tags", "time",
	};
	struct fg_str first = fg_str_sub(path, 0, fg_str_find(path, '.', 0));

	if (is_in(first, made, sizeof(made) / sizeof(made[0])) ||
	    fg_site_collection(l->site, first))
		return false;
	if (fg_str_eq(path, FG_STR("url"))) {
		*text = l->site->url;
		return true;
	}
	return find_in_map(text, l->site->config, path, l->arena);
}

static bool
find_in_page(struct fg_str *text, struct fg_liquid *l, struct fg_str path)
{
	static const char *const made[] = {
	    "categories", "content", "date", "excerpt", "next", "output",
	    "previous", "tags",
	};
	const struct fg_source *s = l->source;
	const struct {
		struct fg_str name, text;
	} known[] = {
	    {FG_STR("title"), s->title},
	    {FG_STR("url"), s->doc.url},
	    {FG_STR("id"), s->id},
	    {FG_STR("path"), s->doc.path},
	    {FG_STR("name"), fg_path_base(s->doc.path)},
	    {FG_STR("ext"), fg_path_extension(s->doc.path)},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (fg_str_eq(path, known[i].name)) {
			*text = known[i].text;
			return true;
		}
	if (is_in(path, made, sizeof(made) / sizeof(made[0])))
		return false;
	return find_in_map(text, s->data, path, l->arena);
}

static bool
find_variable(struct fg_str *text, struct fg_liquid *l, struct fg_str path)
{
	size_t dot = fg_str_find(path, '.', 0);
	struct fg_str object = fg_str_sub(path, 0, dot);
	struct fg_str key = fg_str_sub(path, dot + 1, path.n);

	if (fg_str_eq(path, FG_STR("nil")) || fg_str_eq(path, FG_STR("null"))) {
		*text = (struct fg_str){NULL, 0};
		return true;
	}
	if (fg_str_eq(path, FG_STR("true")) ||
	    fg_str_eq(path, FG_STR("false"))) {
		*text = path;
		return true;
	}
	if (key.n == 0)
		return false;
	if (fg_str_eq(object, FG_STR("site")))
		return find_in_site(text, l, key);
	return fg_str_eq(object, FG_STR("page")) && find_in_page(text, l, key);
}

static bool
is_name(char c)
{
	return fg_is_alpha(c) || fg_is_digit(c) || c == '_' || c == '-' ||
	       c == '.';
}

/* Take a string in quotes, a number or a variable; what it says. */
static bool
take_operand(struct fg_str *text, struct expression *e)
{
	struct fg_str name;
	size_t i = 0;

	skip_space(&e->rest);
	if (e->rest.n > 0 && (e->rest.p[0] == '"' || e->rest.p[0] == '\'')) {
		size_t end = fg_str_find(e->rest, e->rest.p[0], 1);

		if (end == e->rest.n)
			return false;
		*text = fg_str_sub(e->rest, 1, end);
		e->rest = fg_str_sub(e->rest, end + 1, e->rest.n);
		return true;
	}
	while (i < e->rest.n && is_name(e->rest.p[i]))
		i++;
	name = fg_str_sub(e->rest, 0, i);
	e->rest = fg_str_sub(e->rest, i, e->rest.n);
	if (i == 0)
		return false;
	*text = name;
	while (name.n > 0 && fg_is_digit(name.p[0]))
		name = fg_str_sub(name, 1, name.n);
	return name.n == 0 || find_variable(text, e->l, *text);
}

static void
relative_url(struct expression *e, struct fg_str argument)
{
	(void)argument;
	fg_url_relative(
	    &e->next, e->l->site->baseurl, fg_buf_str(&e->value));
}

static void
absolute_url(struct expression *e, struct fg_str argument)
{
	(void)argument;
	fg_url_absolute(&e->next, e->l->site->url, e->l->site->baseurl,
	    fg_buf_str(&e->value));
}

static void
escape(struct expression *e, struct fg_str argument)
{
	(void)argument;
	for (size_t i = 0; i < e->value.n; i++) {
		static const char *const references[] = {
		    "&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
		const char *at = memchr("&<>\"'", e->value.p[i], 5);

		if (at)
			fg_buf_add_c(&e->next,
			    references[at - (const char *)"&<>\"'"]);
		else
			fg_buf_add_char(&e->next, e->value.p[i]);
	}
}

static void
downcase(struct expression *e, struct fg_str argument)
{
	(void)argument;
	fg_utf8_lower(&e->next, fg_buf_str(&e->value));
}

static void
upcase(struct expression *e, struct fg_str argument)
{
	struct fg_str rest = fg_buf_str(&e->value);

	(void)argument;
	while (rest.n > 0) {
		uint32_t cp;
		size_t n = fg_utf8_decode(&cp, rest);

		if (n == 0)
			fg_buf_add_char(&e->next, rest.p[0]);
		else
			fg_buf_add_utf8(&e->next, fg_unicode_upper(cp));
		rest = fg_str_sub(rest, n ? n : 1, rest.n);
	}
}

static void
capitalize(struct expression *e, struct fg_str argument)
{
	(void)argument;
	fg_utf8_capitalize(&e->next, fg_buf_str(&e->value));
}

static void
append(struct expression *e, struct fg_str argument)
{
	fg_buf_add(&e->next, fg_buf_str(&e->value));
	fg_buf_add(&e->next, argument);
}

static void
prepend(struct expression *e, struct fg_str argument)
{
	fg_buf_add(&e->next, argument);
	fg_buf_add(&e->next, fg_buf_str(&e->value));
}

static void
strip(struct expression *e, struct fg_str argument)
{
	(void)argument;
	fg_buf_add(&e->next, fg_str_trim(fg_buf_str(&e->value)));
}

static void
take_default(struct expression *e, struct fg_str argument)
{
	if (e->is_false || e->value.n == 0)
		fg_buf_add(&e->next, argument);
	else
		fg_buf_add(&e->next, fg_buf_str(&e->value));
}

static const struct filter {
	const char *name;
	void (*apply)(struct expression *e, struct fg_str argument);
	bool has_argument;
} filters[] = {
    {"absolute_url", absolute_url, false},
    {"append", append, true},
    {"capitalize", capitalize, false},
    {"default", take_default, true},
    {"downcase", downcase, false},
    {"escape", escape, false},
    {"prepend", prepend, true},
    {"relative_url", relative_url, false},
    {"strip", strip, false},
    {"upcase", upcase, false},
    {"xml_escape", escape, false},
};

static const struct filter *
take_filter(struct fg_str *rest)
{
	struct fg_str name;
	size_t i = 0;

	skip_space(rest);
	while (i < rest->n && is_name(rest->p[i]))
		i++;
	name = fg_str_sub(*rest, 0, i);
	*rest = fg_str_sub(*rest, i, rest->n);
	skip_space(rest);
	for (i = 0; i < sizeof(filters) / sizeof(filters[0]); i++)
		if (fg_str_eq(name, fg_str_c(filters[i].name)))
			return &filters[i];
	return NULL;
}

/* "| name: argument" */
static bool
apply_next(struct expression *e)
{
	const struct filter *filter;
	struct fg_str argument = {NULL, 0};
	struct fg_buf used = e->value;

	if (!fg_take_char(&e->rest, '|'))
		return false;
	filter = take_filter(&e->rest);
	if (!filter || fg_take_char(&e->rest, ':') != filter->has_argument)
		return false;
	if (filter->has_argument && !take_operand(&argument, e))
		return false;
	skip_space(&e->rest);
	e->l->work += e->value.n + argument.n;
	if (e->l->work > FG_LIQUID_MOST)
		return false;
	filter->apply(e, argument);
	e->value = e->next;
	e->next = used;
	fg_buf_reset(&e->next);
	e->is_false = false;
	return true;
}

bool
fg_liquid_value(
    struct fg_buf *out, struct fg_liquid *l, struct fg_str expression)
{
	struct expression e = {.l = l, .rest = fg_str_trim(expression)};
	struct fg_str text;
	bool is_known = true;

	if (e.rest.n == 0)
		return true;
	is_known = take_operand(&text, &e);
	skip_space(&e.rest);
	if (is_known) {
		e.is_false = !text.p || fg_str_eq(text, FG_STR("false"));
		fg_buf_add(e.rest.n ? &e.value : out, text);
	}
	if (is_known && e.rest.n > 0) {
		while (is_known && e.rest.n > 0)
			is_known = apply_next(&e);
		if (is_known)
			fg_buf_add(out, fg_buf_str(&e.value));
	}
	fg_buf_free(&e.value);
	fg_buf_free(&e.next);
	return is_known;
}
