/* SPDX-License-Identifier: ISC */
/*
 * map.h - a hash map from text to a pointer.
 *
 * Keys are borrowed.  The hash is keyed by an address of the process, which
 * the loader randomises, so that nobody can prepare keys that collide.  Items
 * stand in the order of insertion: no output depends on the hash.
 */
#ifndef FG_BASE_MAP_H
#define FG_BASE_MAP_H

#include "base/str.h"

#include <stdint.h>

struct fg_map_item {
	struct fg_str key;
	void *value;
	uint64_t hash;
};

struct fg_map {
	struct fg_map_item *items; /* in order of insertion */
	size_t n;
	size_t capacity;
	uint32_t *slots; /* index + 1 into items; 0: free */
	size_t slot_count;
};

/* An empty map is all zeros. */
void fg_map_free(struct fg_map *m);
/* The value of that key, or NULL. */
void *fg_map_get(const struct fg_map *m, struct fg_str key);
/*
 * Where the value of that key is kept; the key is added with a NULL value if
 * it is not there.  Valid until the next call.
 */
void **fg_map_put(struct fg_map *m, struct fg_str key);

#endif
