/* SPDX-License-Identifier: ISC */
/* person.c - who wrote it. */
#include "engine/entry.h"

#include "base/utf8.h"

struct persons {
	struct fg_arena *arena;
	const struct fg_value *authors;
	struct feedgen_person *items;
	size_t n, capacity;
};

static const char *
text_under(struct persons *p, const struct fg_value *v, const char *key)
{
	struct fg_str text = fg_value_text(fg_value_get(v, key), p->arena);
	struct fg_buf legal = {0};
	const char *kept;

	text = fg_str_trim(text);
	if (text.n == 0)
		return NULL;
	fg_xml_repair(&legal, text);
	kept = fg_arena_cstr(p->arena, fg_buf_str(&legal));
	fg_buf_free(&legal);
	return kept;
}

static void
add(struct persons *p, struct feedgen_person person)
{
	if (!person.name || !person.name[0])
		return;
	if (p->n == p->capacity) {
		size_t capacity = p->capacity ? p->capacity * 2 : 2;
		struct feedgen_person *items =
		    fg_arena_array(p->arena, capacity, sizeof(*items));

		if (p->n)
			memcpy(items, p->items, p->n * sizeof(*items));
		p->items = items;
		p->capacity = capacity;
	}
	p->items[p->n++] = person;
}

/* A record of the data file, or the author itself as one. */
static void
add_record(struct persons *p, const struct fg_value *record, struct fg_str key)
{
	struct feedgen_person person = {
	    .name = text_under(p, record, "name"),
	    .email = text_under(p, record, "email"),
	    .uri = text_under(p, record, "uri"),
	};

	if (!person.name && key.n)
		person.name = fg_arena_cstr(p->arena, key);
	add(p, person);
}

static void
add_author(struct persons *p, const struct fg_value *v)
{
	struct fg_str key;
	const struct fg_value *record;

	if (!fg_value_is_true(v))
		return;
	if (v->kind == FG_LIST) {
		for (size_t i = 0; i < v->list.n; i++)
			add_author(p, v->list.items[i]);
		return;
	}
	key = fg_str_trim(fg_value_text(v, p->arena));
	if (v->kind != FG_MAP && key.n == 0)
		return;
	record = v->kind == FG_MAP ? v : fg_value_get_str(p->authors, key);
	add_record(p, record, key);
}

void
fg_persons_of(const struct feedgen_person **out, size_t *out_count,
    const struct fg_value *v, const struct fg_value *authors,
    struct fg_arena *a)
{
	struct persons p = {.arena = a, .authors = authors};

	add_author(&p, v);
	*out = p.items;
	*out_count = p.n;
}
