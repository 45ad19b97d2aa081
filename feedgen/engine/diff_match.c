/* SPDX-License-Identifier: ISC */
/* diff_match.c - which entry of the old version is which of the new one? */
#include "engine/diff.h"

#include <stdlib.h>

#include "base/map.h"

#define DAY 86400

struct side {
	const struct fg_read_entry *entries;
	size_t n;
	size_t *matches;
};

/* What entries are matched by; the zero view: not to be matched. */
typedef struct fg_str key_fn(
    const struct fg_read_entry *entry, struct fg_buf *scratch);

static struct fg_str
id_key(const struct fg_read_entry *entry, struct fg_buf *scratch)
{
	(void)scratch;
	return entry->id;
}

static struct fg_str
url_key(const struct fg_read_entry *entry, struct fg_buf *scratch)
{
	(void)scratch;
	return entry->link;
}

static struct fg_str
link_key(const struct fg_read_entry *entry, struct fg_buf *scratch)
{
	struct fg_str link = entry->link;

	(void)scratch;
	return fg_str_ends(link, FG_STR("/")) ? fg_str_sub(link, 0, link.n - 1)
					      : link;
}

static struct fg_str
title_key(const struct fg_read_entry *entry, struct fg_buf *scratch)
{
	const struct fg_read_date *date =
	    entry->published.time.set ? &entry->published : &entry->updated;
	int64_t day = date->time.seconds / DAY;

	if (entry->title.n == 0 || !date->time.set)
		return (struct fg_str){0};
	if (date->time.seconds % DAY < 0)
		day--;
	fg_buf_reset(scratch);
	fg_buf_printf(scratch, "%lld ", (long long)day);
	fg_buf_add(scratch, entry->title);
	return fg_buf_str(scratch);
}

static void *
allocate(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size);

	if (!p)
		fg_out_of_memory();
	return p;
}

/* Entries that are alone, by key; those of one key are chained in order. */
struct index {
	struct fg_map heads; /* key to number + 1 */
	size_t *next;	     /* number + 1 of the next one of that key */
	struct fg_arena keys;
};

static void
index_side(struct index *x, const struct side *side, key_fn *key,
    struct fg_buf *scratch)
{
	x->next = allocate(side->n, sizeof(*x->next));
	for (size_t i = side->n; i-- > 0;) {
		struct fg_str text = {0};
		void **head;

		if (side->matches[i] == FG_DIFF_ALONE)
			text = key(&side->entries[i], scratch);
		if (text.n == 0)
			continue;
		if (text.p == scratch->p)
			text = fg_arena_copy(&x->keys, text);
		head = fg_map_put(&x->heads, text);
		x->next[i] = (size_t)*head;
		*head = (void *)(i + 1);
	}
}

static bool
has_alone(const struct side *side)
{
	for (size_t i = 0; i < side->n; i++)
		if (side->matches[i] == FG_DIFF_ALONE)
			return true;
	return false;
}

/* A sitemap may name a URL twice; crawlers know it by its address alone. */
static void
match_all(struct side *before, struct index *x, size_t found, size_t i)
{
	while (found > 0 && before->matches[found - 1] == FG_DIFF_ALONE) {
		before->matches[found - 1] = i;
		found = x->next[found - 1];
	}
}

static void
match(struct side *before, struct side *after, key_fn *key)
{
	bool is_shared = key == url_key;
	struct index x = {0};
	struct fg_buf scratch = {0};

	if (!has_alone(before) || !has_alone(after))
		return;
	index_side(&x, before, key, &scratch);
	for (size_t i = 0; i < after->n; i++) {
		struct fg_str text = {0};
		size_t found = 0;

		if (after->matches[i] == FG_DIFF_ALONE)
			text = key(&after->entries[i], &scratch);
		if (text.n > 0)
			found = (size_t)fg_map_get(&x.heads, text);
		if (found == 0)
			continue;
		after->matches[i] = found - 1;
		if (is_shared) {
			match_all(before, &x, found, i);
			continue;
		}
		before->matches[found - 1] = i;
		*fg_map_put(&x.heads, text) = (void *)x.next[found - 1];
	}
	fg_map_free(&x.heads);
	fg_arena_free(&x.keys);
	free(x.next);
	fg_buf_free(&scratch);
}

static size_t *
all_alone(size_t n)
{
	size_t *matches = allocate(n, sizeof(*matches));

	for (size_t i = 0; i < n; i++)
		matches[i] = FG_DIFF_ALONE;
	return matches;
}

void
fg_matches_init(struct fg_matches *m, const struct fg_read_entry *before,
    size_t before_count, const struct fg_read_entry *after, size_t after_count,
    bool are_urls)
{
	struct side a = {before, before_count, all_alone(before_count)};
	struct side b = {after, after_count, all_alone(after_count)};

	if (are_urls) {
		match(&a, &b, url_key);
	} else {
		match(&a, &b, id_key);
		match(&a, &b, link_key);
		match(&a, &b, title_key);
	}
	m->before = a.matches;
	m->after = b.matches;
}

void
fg_matches_free(struct fg_matches *m)
{
	free(m->before);
	free(m->after);
	*m = (struct fg_matches){0};
}
