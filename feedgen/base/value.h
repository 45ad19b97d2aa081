/* SPDX-License-Identifier: ISC */
/*
 * value.h - what a YAML, JSON or CSV document says: a tree with places.
 *
 * All of a tree lives in one arena, and is at most about a hundred levels
 * deep (FG_YAML_DEPTH_MOST), so that it may be walked recursively.  Scalars
 * keep their text; the kind is what Ruby's YAML loader would make of it, since
 * that is what Jekyll sees.
 */
#ifndef FG_BASE_VALUE_H
#define FG_BASE_VALUE_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

enum fg_kind {
	FG_NULL,
	FG_BOOL,
	FG_INTEGER,
	FG_FLOAT,
	FG_DATE,      /* unquoted YYYY-MM-DD that exists */
	FG_TIMESTAMP, /* unquoted YAML 1.1 timestamp with a time */
	FG_STRING,
	FG_LIST,
	FG_MAP
};

struct fg_pair;

struct fg_value {
	enum fg_kind kind;
	unsigned line;	 /* of its first character, from 1 */
	unsigned column; /* in code points, from 1 */
	bool quoted;	 /* a scalar in quotes, or a block scalar */
	struct fg_str text; /* of a scalar, unescaped, terminated */
	union {
		bool boolean;
		int64_t integer;
		double real;
		struct {
			struct fg_value **items;
			size_t n;
		} list;
		struct {
			struct fg_pair *pairs; /* in the order of the file */
			size_t n;
		} map;
	};
};

struct fg_pair {
	struct fg_str key; /* as text, terminated */
	unsigned line, column; /* of the key */
	struct fg_value *value;
};

/* A new scalar of kind FG_STRING; the text is borrowed. */
struct fg_value *fg_value_string(struct fg_arena *a, struct fg_str text);
/* The value under that key of a map; NULL: absent, or v is no map, or NULL. */
struct fg_value *fg_value_get(const struct fg_value *v, const char *key);
struct fg_value *fg_value_get_str(const struct fg_value *v, struct fg_str key);
/* The pair of that key, for its place; NULL likewise. */
struct fg_pair *fg_value_pair(const struct fg_value *v, struct fg_str key);
/* Is it absent (NULL) or null? */
bool fg_value_is_null(const struct fg_value *v);
/* Ruby's idea of truth: all but absent, null and false. */
bool fg_value_is_true(const struct fg_value *v);
/* Is it the boolean false, and nothing else? */
bool fg_value_is_false(const struct fg_value *v);
/*
 * A scalar as Ruby prints it: true for yes, 8 for 010, 1.1 for 1.10; a
 * timestamp as it is written.  The zero view for null, a list, a map, or NULL.
 */
struct fg_str fg_value_text(const struct fg_value *v, struct fg_arena *a);
/*
 * Jekyll's deep merge: maps merge, a null in `later` does not override, every
 * other value of `later` replaces.  Neither argument is changed; the result
 * shares their parts.
 */
struct fg_value *fg_value_merge(struct fg_arena *a,
    const struct fg_value *earlier, const struct fg_value *later);
/* A deep copy into another arena. */
struct fg_value *fg_value_copy(struct fg_arena *a, const struct fg_value *v);

#endif
