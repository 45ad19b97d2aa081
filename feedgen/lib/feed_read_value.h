/* SPDX-License-Identifier: ISC */
/* feed_read_value.h - from the text of elements to what is compared. */
#ifndef FG_LIB_FEED_READ_VALUE_H
#define FG_LIB_FEED_READ_VALUE_H

#include "lib/feed_read.h"
#include "lib/html.h"

/* Texts that are shown beside each other; begin with zeros. */
struct fg_read_list {
	struct fg_str *items;
	size_t n, capacity;
};

struct fg_read_person {
	struct fg_str name, email, uri;
};

/* Add a copy, unless it is empty. */
void fg_read_list_add(
    struct fg_read_list *list, struct fg_arena *a, struct fg_str text);
/* "a, b", terminated, in the arena; as a set: sorted, each once. */
struct fg_str fg_read_list_join(
    struct fg_read_list *list, struct fg_arena *a, bool as_set);
void fg_read_list_free(struct fg_read_list *list);

/* Append "Ada <ada@example.org> (https://example.org/)". */
void fg_read_person_text(
    struct fg_buf *out, const struct fg_read_person *person);
/* Append text of one line, with references of HTML decoded. */
void fg_read_decoded(struct fg_buf *out, struct fg_str text);
/*
 * The date of that text: of RFC 3339, RFC 822 and what is like them, and the
 * forms of sitemaps, a day or a time without seconds.
 */
void fg_read_date(
    struct fg_read_date *out, struct fg_arena *a, struct fg_str text);

#endif
