/* SPDX-License-Identifier: ISC */
/* value.c - looking at value trees, merging and copying them. */
#include "base/value.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"

/* Maps of fewer pairs are merged without a hash: it would cost more. */
#define FEW 16

static const struct fg_value null_value = {.kind = FG_NULL};

struct fg_value *
fg_value_string(struct fg_arena *a, struct fg_str text)
{
	struct fg_value *v = FG_NEW(a, struct fg_value);

	v->kind = FG_STRING;
	v->text = text;
	return v;
}

struct fg_pair *
fg_value_pair(const struct fg_value *v, struct fg_str key)
{
	if (!v || v->kind != FG_MAP)
		return NULL;
	for (size_t i = 0; i < v->map.n; i++)
		if (fg_str_eq(v->map.pairs[i].key, key))
			return &v->map.pairs[i];
	return NULL;
}

struct fg_value *
fg_value_get_str(const struct fg_value *v, struct fg_str key)
{
	struct fg_pair *pair = fg_value_pair(v, key);

	return pair ? pair->value : NULL;
}

struct fg_value *
fg_value_get(const struct fg_value *v, const char *key)
{
	return fg_value_get_str(v, fg_str_c(key));
}

bool
fg_value_is_null(const struct fg_value *v)
{
	return !v || v->kind == FG_NULL;
}

bool
fg_value_is_true(const struct fg_value *v)
{
	return !fg_value_is_null(v) && !fg_value_is_false(v);
}

bool
fg_value_is_false(const struct fg_value *v)
{
	return v && v->kind == FG_BOOL && !v->boolean;
}

/* A finite number above 0 as digits and a power: 0.digits * 10^point. */
struct decimal {
	char digits[20];
	int point;
};

/* With that many digits behind the first; without a trailing zero. */
static struct decimal
decimal_of(double real, int precision)
{
	struct decimal decimal = {.point = 0};
	char printed[40];
	const char *p = printed;
	size_t n = 0;

	snprintf(printed, sizeof(printed), "%.*e", precision, real);
	/* Whatever stands between digits is the locale's decimal point. */
	for (; *p && *p != 'e'; p++)
		if (fg_is_digit(*p) && n < sizeof(decimal.digits) - 1)
			decimal.digits[n++] = *p;
	while (n > 1 && decimal.digits[n - 1] == '0')
		decimal.digits[--n] = '\0';
	if (*p)
		decimal.point = (int)strtol(p + 1, NULL, 10) + 1;
	return decimal;
}

/* The fewest digits that are read back as the same number. */
static struct decimal
shortest_decimal(double real)
{
	struct decimal decimal = {.point = 0};

	for (int precision = 0; precision <= 16; precision++) {
		char written[48];

		decimal = decimal_of(real, precision);
		/* No decimal point, so that the locale does not matter. */
		snprintf(written, sizeof(written), "%se%d", decimal.digits,
		    decimal.point - (int)strlen(decimal.digits));
		if (strtod(written, NULL) == real)
			break;
	}
	return decimal;
}

/* As Float#to_s: plain from 0.0001 up to below 10^16, else with exponent. */
static size_t
print_decimal(char *out, size_t size, struct decimal decimal)
{
	int n = (int)strlen(decimal.digits), point = decimal.point;
	const char *digits = decimal.digits;

	if (point <= -4 || point > 16)
		return (size_t)snprintf(out, size, "%c.%se%+03d", digits[0],
		    n > 1 ? digits + 1 : "0", point - 1);
	if (point <= 0)
		return (size_t)snprintf(
		    out, size, "0.%.*s%s", -point, "0000", digits);
	if (point >= n)
		return (size_t)snprintf(out, size, "%s%.*s.0", digits,
		    point - n, "0000000000000000");
	return (size_t)snprintf(
	    out, size, "%.*s.%s", point, digits, digits + point);
}

static struct fg_str
float_text(double real, struct fg_arena *a)
{
	char printed[48];
	size_t sign = real < 0 || (real == 0 && 1 / real < 0), n;

	if (real != real)
		return FG_STR("NaN");
	if (real - real != 0)
		return sign ? FG_STR("-Infinity") : FG_STR("Infinity");
	if (real == 0)
		return sign ? FG_STR("-0.0") : FG_STR("0.0");
	printed[0] = '-';
	n = print_decimal(printed + sign, sizeof(printed) - sign,
	    shortest_decimal(sign ? -real : real));
	return fg_arena_copy(a, (struct fg_str){printed, sign + n});
}

static struct fg_str
integer_text(int64_t integer, struct fg_arena *a)
{
	char printed[24];

	snprintf(printed, sizeof(printed), "%lld", (long long)integer);
	return fg_arena_copy(a, fg_str_c(printed));
}

/* 2024-3-8 is printed as 2024-03-08. */
static struct fg_str
date_text(struct fg_str text, struct fg_arena *a)
{
	char printed[16];
	size_t n = 0;
	struct fg_str part, rest = text;

	if (text.n == 10)
		return text;
	while (fg_str_split(&part, &rest, '-') && n + 5 < sizeof(printed)) {
		if (n > 0)
			printed[n++] = '-';
		if (part.n == 1)
			printed[n++] = '0';
		for (size_t i = 0; i < part.n && i < 4; i++)
			printed[n++] = part.p[i];
	}
	return fg_arena_copy(a, (struct fg_str){printed, n});
}

struct fg_str
fg_value_text(const struct fg_value *v, struct fg_arena *a)
{
	switch (v ? v->kind : FG_NULL) {
	case FG_BOOL:
		return v->boolean ? FG_STR("true") : FG_STR("false");
	case FG_INTEGER:
		return integer_text(v->integer, a);
	case FG_FLOAT:
		return float_text(v->real, a);
	case FG_DATE:
		return date_text(v->text, a);
	case FG_TIMESTAMP:
	case FG_STRING:
		return v->text;
	case FG_NULL:
	case FG_LIST:
	case FG_MAP:
		break;
	}
	return (struct fg_str){NULL, 0};
}

static struct fg_value *
shallow_copy(struct fg_arena *a, const struct fg_value *v)
{
	struct fg_value *copy = FG_NEW(a, struct fg_value);

	*copy = *v;
	return copy;
}

/* The index of a key among the pairs of a map that is being merged. */
struct key_index {
	const struct fg_value *map;
	struct fg_map hash; /* key to pair; empty for a small map */
};

static void
index_keys(struct key_index *index, const struct fg_value *map)
{
	*index = (struct key_index){.map = map};
	for (size_t i = 0; map->map.n > FEW && i < map->map.n; i++)
		*fg_map_put(&index->hash, map->map.pairs[i].key) =
		    &map->map.pairs[i];
}

static struct fg_pair *
indexed_pair(const struct key_index *index, struct fg_str key)
{
	return index->map->map.n > FEW ? fg_map_get(&index->hash, key)
				       : fg_value_pair(index->map, key);
}

static struct fg_value *
merge_maps(struct fg_arena *a, const struct fg_value *earlier,
    const struct fg_value *later)
{
	struct fg_value *merged = shallow_copy(a, later);
	struct key_index index;
	struct fg_pair *pairs;
	size_t n = earlier->map.n;

	pairs = fg_arena_array(a, n + later->map.n, sizeof(*pairs));
	if (n > 0)
		memcpy(pairs, earlier->map.pairs, n * sizeof(*pairs));
	index_keys(&index, earlier);
	for (size_t i = 0; i < later->map.n; i++) {
		const struct fg_pair *pair = &later->map.pairs[i];
		const struct fg_pair *old = indexed_pair(&index, pair->key);
		struct fg_pair *slot;

		slot = old ? &pairs[old - earlier->map.pairs] : &pairs[n++];
		if (old && fg_value_is_null(pair->value))
			continue;
		*slot = *pair;
		if (old)
			slot->value =
			    fg_value_merge(a, old->value, pair->value);
	}
	fg_map_free(&index.hash);
	merged->map.pairs = pairs;
	merged->map.n = n;
	return merged;
}

struct fg_value *
fg_value_merge(struct fg_arena *a, const struct fg_value *earlier,
    const struct fg_value *later)
{
	if (!later || (later->kind == FG_NULL && earlier))
		return shallow_copy(a, earlier ? earlier : &null_value);
	if (earlier && earlier->kind == FG_MAP && later->kind == FG_MAP)
		return merge_maps(a, earlier, later);
	return shallow_copy(a, later);
}

struct fg_value *
fg_value_copy(struct fg_arena *a, const struct fg_value *v)
{
	struct fg_value *copy;

	if (!v)
		return NULL;
	copy = shallow_copy(a, v);
	copy->text = fg_arena_copy(a, v->text);
	if (v->kind == FG_LIST) {
		copy->list.items =
		    fg_arena_array(a, v->list.n, sizeof(*copy->list.items));
		for (size_t i = 0; i < v->list.n; i++)
			copy->list.items[i] =
			    fg_value_copy(a, v->list.items[i]);
	} else if (v->kind == FG_MAP) {
		copy->map.pairs =
		    fg_arena_array(a, v->map.n, sizeof(*copy->map.pairs));
		for (size_t i = 0; i < v->map.n; i++) {
			struct fg_pair *pair = &copy->map.pairs[i];

			*pair = v->map.pairs[i];
			pair->key = fg_arena_copy(a, pair->key);
			pair->value = fg_value_copy(a, pair->value);
		}
	}
	return copy;
}
