/* SPDX-License-Identifier: ISC */
/* person.c - who wrote it. */
#include "engine/entry.h"

#include "base/file.h"
#include "base/url.h"
#include "base/utf8.h"
#include "lib/html.h"

/* Of an entry or a feed. */
#define AUTHORS_MOST 100

struct persons {
	struct fg_entry_maker *maker;
	const struct fg_source *source; /* of the author, or NULL: the site */
	bool in_data; /* a record of the authors' data file is being read */
	struct feedgen_person *items;
	size_t n, capacity;
};

static struct fg_place
place_of(const struct persons *p, const struct fg_value *v)
{
	struct fg_str data = p->maker->authors_file;

	if (p->in_data && fg_path_extension(data).n == 0)
		return fg_in_file(data);
	if (p->in_data)
		return (struct fg_place){data, v->line, v->column};
	if (p->source)
		return fg_source_place(p->source, p->maker->site, v);
	return (struct fg_place){
	    p->maker->site->config_file, v->line, v->column};
}

/* The same author is met in many entries: tell what is wrong once. */
static void
warn(struct persons *p, enum fg_code code, const struct fg_value *v)
{
	struct fg_diags *d = p->maker->diags;
	struct fg_str key = {(const char *)&v, sizeof(v)};
	void **told =
	    fg_map_put(&p->maker->told, fg_arena_copy(p->maker->arena, key));

	if (!*told)
		fg_diag(d, code, place_of(p, v), fg_show(d, v->text));
	*told = p;
}

/* One line, legal in XML; NULL if nothing is left. */
static const char *
line_of(struct persons *p, struct fg_str text)
{
	struct fg_buf legal = {0}, line = {0};
	const char *kept = NULL;

	fg_xml_repair(&legal, text);
	fg_text_squeeze(&line, fg_buf_str(&legal));
	if (line.n)
		kept = fg_arena_cstr(p->maker->arena, fg_buf_str(&line));
	fg_buf_free(&legal);
	fg_buf_free(&line);
	return kept;
}

static const char *
text_under(struct persons *p, const struct fg_value *v, const char *key)
{
	const struct fg_value *text = fg_value_get(v, key);

	if (!fg_value_is_true(text))
		return NULL;
	return line_of(p, fg_value_text(text, p->maker->arena));
}

/* RFC 4287 section 3.2.3 wants an address as of RFC 2822. */
static const char *
email_of(struct persons *p, const struct fg_value *record)
{
	const char *email = text_under(p, record, "email");
	struct fg_str s = fg_str_c(email);
	size_t at = fg_str_find(s, '@', 0);

	if (!email)
		return NULL;
	if (at > 0 && at + 1 < s.n && fg_str_find(s, ' ', 0) == s.n)
		return email;
	warn(p, FG_EMAIL_INVALID, fg_value_get(record, "email"));
	return NULL;
}

static const char *
uri_of(struct persons *p, const struct fg_value *record)
{
	const char *uri = text_under(p, record, "uri");

	if (!uri)
		return NULL;
	uri = fg_absolute(p->maker->site, fg_str_c(uri), p->maker->arena);
	if (fg_url_is_web(fg_str_c(uri)))
		return uri;
	warn(p, FG_PERSON_URI_INVALID, fg_value_get(record, "uri"));
	return NULL;
}

static void
add(struct persons *p, struct feedgen_person person)
{
	if (p->n == p->capacity) {
		size_t capacity = p->capacity ? p->capacity * 2 : 2;
		struct feedgen_person *items = fg_arena_array(
		    p->maker->arena, capacity, sizeof(*items));

		if (p->n)
			memcpy(items, p->items, p->n * sizeof(*items));
		p->items = items;
		p->capacity = capacity;
	}
	p->items[p->n++] = person;
}

/* The author as a map, or as a key with its record in the data file. */
static void
add_record(struct persons *p, const struct fg_value *record, struct fg_str key)
{
	struct feedgen_person person = {.name = text_under(p, record, "name")};

	if (!person.name && record && record->kind != FG_MAP)
		person.name =
		    line_of(p, fg_value_text(record, p->maker->arena));
	if (!person.name)
		person.name = line_of(p, key);
	if (!person.name)
		return;
	person.email = email_of(p, record);
	person.uri = uri_of(p, record);
	add(p, person);
}

static void
add_author(struct persons *p, const struct fg_value *v)
{
	struct fg_str key;

	if (!fg_value_is_true(v) || p->n > AUTHORS_MOST)
		return;
	if (v->kind == FG_LIST) {
		for (size_t i = 0; i < v->list.n; i++)
			add_author(p, v->list.items[i]);
		return;
	}
	if (v->kind == FG_MAP) {
		add_record(p, v, (struct fg_str){NULL, 0});
		return;
	}
	key = fg_str_trim(fg_value_text(v, p->maker->arena));
	p->in_data = true;
	add_record(p, fg_value_get_str(p->maker->authors, key), key);
	p->in_data = false;
}

void
fg_persons_of(const struct feedgen_person **out, size_t *out_count,
    struct fg_entry_maker *m, const struct fg_value *v,
    const struct fg_source *source)
{
	struct persons p = {.maker = m, .source = source};

	add_author(&p, v);
	if (p.n > AUTHORS_MOST) {
		fg_diag(m->diags, FG_TOO_MANY_NAMES, place_of(&p, v),
		    fg_show_number(m->diags, AUTHORS_MOST), "authors");
		p.n = AUTHORS_MOST;
	}
	*out = p.items;
	*out_count = p.n;
}
