/* SPDX-License-Identifier: ISC */
/* feed_read_value.c - from the text of elements to what is compared. */
#include "lib/feed_read_value.h"

#include <stdlib.h>

#include "base/scan.h"

/* No form of a date is longer. */
#define DATE_MOST 64

void
fg_read_list_add(
    struct fg_read_list *list, struct fg_arena *a, struct fg_str text)
{
	if (text.n == 0)
		return;
	if (list->n == list->capacity) {
		list->capacity = list->capacity * 2 + 8;
		list->items =
		    realloc(list->items, list->capacity * sizeof(*list->items));
		if (!list->items)
			fg_out_of_memory();
	}
	list->items[list->n++] = fg_arena_copy(a, text);
}

static int
compare(const void *a, const void *b)
{
	return fg_str_cmp(*(const struct fg_str *)a, *(const struct fg_str *)b);
}

struct fg_str
fg_read_list_join(struct fg_read_list *list, struct fg_arena *a, bool as_set)
{
	struct fg_buf joined = {0};
	struct fg_str result = {0};

	if (list->n == 0)
		return result;
	if (as_set)
		qsort(list->items, list->n, sizeof(*list->items), compare);
	for (size_t i = 0; i < list->n; i++) {
		if (as_set && i > 0 &&
		    fg_str_eq(list->items[i], list->items[i - 1]))
			continue;
		if (i > 0)
			fg_buf_add_c(&joined, ", ");
		fg_buf_add(&joined, list->items[i]);
	}
	result = fg_arena_copy(a, fg_buf_str(&joined));
	fg_buf_free(&joined);
	return result;
}

void
fg_read_list_free(struct fg_read_list *list)
{
	free(list->items);
	*list = (struct fg_read_list){0};
}

void
fg_read_person_text(struct fg_buf *out, const struct fg_read_person *person)
{
	fg_buf_add(out, person->name);
	if (person->email.n > 0)
		fg_buf_printf(out, "%s<%.*s>", out->n > 0 ? " " : "",
		    FG_ARG(person->email));
	if (person->uri.n > 0)
		fg_buf_printf(out, "%s(%.*s)", out->n > 0 ? " " : "",
		    FG_ARG(person->uri));
}

void
fg_read_decoded(struct fg_buf *out, struct fg_str text)
{
	struct fg_buf decoded = {0};

	fg_html_decode(&decoded, text, false);
	fg_text_squeeze(out, fg_buf_str(&decoded));
	fg_buf_free(&decoded);
}

static bool
read_day(struct feedgen_time *out, struct fg_str s)
{
	struct fg_civil civil = {0};
	unsigned year;

	if (!fg_take_digits(&year, &s, 4, 4) || !fg_take_char(&s, '-') ||
	    !fg_take_digits(&civil.month, &s, 2, 2) || !fg_take_char(&s, '-') ||
	    !fg_take_digits(&civil.day, &s, 2, 2) || s.n > 0 ||
	    !fg_date_exists((int)year, civil.month, civil.day))
		return false;
	civil.year = (int)year;
	*out = (struct feedgen_time){fg_date_seconds(&civil), 0, true};
	return true;
}

void
fg_read_date(struct fg_read_date *out, struct fg_arena *a, struct fg_str text)
{
	*out = (struct fg_read_date){0};
	if (text.n == 0)
		return;
	out->text = fg_arena_copy(a, text);
	if (text.n > DATE_MOST)
		return;
	out->is_day = read_day(&out->time, text);
	if (out->is_day || fg_date_parse_rfc3339(&out->time, text) ||
	    fg_date_parse_rfc822(&out->time, text))
		return;
	if (!fg_date_parse_text(&out->time, text, NULL))
		out->time = (struct feedgen_time){0};
}
