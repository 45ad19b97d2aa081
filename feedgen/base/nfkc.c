/* SPDX-License-Identifier: ISC */
/* nfkc.c - Unicode normalisation form KC (Unicode Standard Annex 15). */
#include "base/utf8.h"

/* Code points with one code point each: other + the distance to first. */
struct replacement {
	uint32_t first, last, other;
};

/* A code point with several: length of expanded[], from offset on. */
struct expansion {
	uint32_t cp;
	uint16_t offset, length;
};

struct class_range {
	uint32_t first, last, class;
};

struct composition {
	uint32_t first, second, composed;
};

#include "base/nfkc.inc"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/*
 * Marks on one letter that are brought in order: the annex's stream-safe
 * format has 30.  More begin anew, so hostile text costs no more than other.
 */
#define MARKS_MOST 30

/* The Unicode standard, section 3.12. */
enum {
	L_FIRST = 0x1100,
	L_COUNT = 19,
	V_FIRST = 0x1161,
	V_COUNT = 21,
	T_FIRST = 0x11a7, /* of no final consonant */
	T_COUNT = 28,
	SYLLABLE_FIRST = 0xac00,
	SYLLABLE_COUNT = L_COUNT * V_COUNT * T_COUNT
};

/* A letter and its marks, until nothing can join them any more. */
struct cluster {
	struct fg_buf *out;
	uint32_t points[1 + MARKS_MOST];
	uint32_t classes[1 + MARKS_MOST];
	size_t n;
};

static uint32_t
combining_class(uint32_t cp)
{
	size_t low = 0, high = COUNT(classes);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (cp > classes[middle].last)
			low = middle + 1;
		else if (cp < classes[middle].first)
			high = middle;
		else
			return classes[middle].class;
	}
	return 0;
}

static const struct replacement *
find_replacement(uint32_t cp)
{
	size_t low = 0, high = COUNT(replacements);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (cp > replacements[middle].last)
			low = middle + 1;
		else if (cp < replacements[middle].first)
			high = middle;
		else
			return &replacements[middle];
	}
	return NULL;
}

static const struct expansion *
find_expansion(uint32_t cp)
{
	size_t low = 0, high = COUNT(expansions);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (cp == expansions[middle].cp)
			return &expansions[middle];
		if (cp > expansions[middle].cp)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* The syllable of two parts, or 0. */
static uint32_t
compose_hangul(uint32_t first, uint32_t second)
{
	uint32_t l = first - L_FIRST, v = second - V_FIRST;
	uint32_t syllable = first - SYLLABLE_FIRST, t = second - T_FIRST;

	if (l < L_COUNT && v < V_COUNT)
		return SYLLABLE_FIRST + (l * V_COUNT + v) * T_COUNT;
	if (syllable < SYLLABLE_COUNT && syllable % T_COUNT == 0 && t > 0 &&
	    t < T_COUNT)
		return first + t;
	return 0;
}

/* The composed code point, or 0. */
static uint32_t
compose(uint32_t first, uint32_t second)
{
	size_t low = 0, high = COUNT(compositions);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct composition *c = &compositions[middle];

		if (c->first == first && c->second == second)
			return c->composed;
		if (c->first < first ||
		    (c->first == first && c->second < second))
			low = middle + 1;
		else
			high = middle;
	}
	return compose_hangul(first, second);
}

/* Let the letter take up its marks, but none across one of the same class. */
static void
compose_marks(struct cluster *c)
{
	size_t kept = 1;

	if (c->n == 0 || c->classes[0] != 0)
		return;
	for (size_t i = 1; i < c->n; i++) {
		uint32_t composed = 0;

		if (c->classes[kept - 1] < c->classes[i])
			composed = compose(c->points[0], c->points[i]);
		if (composed) {
			c->points[0] = composed;
			continue;
		}
		c->points[kept] = c->points[i];
		c->classes[kept++] = c->classes[i];
	}
	c->n = kept;
}

static void
flush(struct cluster *c)
{
	compose_marks(c);
	for (size_t i = 0; i < c->n; i++)
		fg_buf_add_utf8(c->out, c->points[i]);
	c->n = 0;
}

static void
add_starter(struct cluster *c, uint32_t cp)
{
	uint32_t composed;

	compose_marks(c);
	composed = c->n == 1 ? compose(c->points[0], cp) : 0;
	if (!composed)
		flush(c);
	c->points[0] = composed ? composed : cp;
	c->classes[0] = 0;
	c->n = 1;
}

/* Marks of different classes stand in their order, others as written. */
static void
add_mark(struct cluster *c, uint32_t cp, uint32_t class)
{
	size_t i;

	if (c->n == COUNT(c->points))
		flush(c);
	for (i = c->n; i > 0 && c->classes[i - 1] > class; i--) {
		c->points[i] = c->points[i - 1];
		c->classes[i] = c->classes[i - 1];
	}
	c->points[i] = cp;
	c->classes[i] = class;
	c->n++;
}

static void
add_point(struct cluster *c, uint32_t cp)
{
	uint32_t class = combining_class(cp);

	if (class)
		add_mark(c, cp, class);
	else
		add_starter(c, cp);
}

static void
add_decomposed(struct cluster *c, uint32_t cp)
{
	const struct replacement *r = find_replacement(cp);
	const struct expansion *e = r ? NULL : find_expansion(cp);

	if (r)
		add_point(c, r->other + (cp - r->first));
	else if (e)
		for (size_t i = 0; i < e->length; i++)
			add_point(c, expanded[e->offset + i]);
	else
		add_point(c, cp);
}

void
fg_utf8_nfkc(struct fg_buf *out, struct fg_str s)
{
	struct cluster c = {.out = out};

	while (s.n) {
		uint32_t cp;
		size_t n = fg_utf8_decode(&cp, s);

		if (n == 0) {
			flush(&c);
			fg_buf_add_char(out, s.p[0]);
		} else if (cp < 0x80) {
			add_starter(&c, cp);
		} else {
			add_decomposed(&c, cp);
		}
		s = fg_str_sub(s, n ? n : 1, s.n);
	}
	flush(&c);
}
