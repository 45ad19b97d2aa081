/* SPDX-License-Identifier: ISC */
/*
 * str.h - a view of text: bytes that belong to somebody else.
 *
 * A view need not be terminated and may hold any byte.  The zero view (NULL,
 * 0) means "absent"; an empty one has a pointer.  Letters are ASCII letters
 * here, whatever the locale.
 */
#ifndef FG_BASE_STR_H
#define FG_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct fg_str {
	const char *p;
	size_t n;
};

/* A view of a string literal. */
#define FG_STR(literal) ((struct fg_str){"" literal, sizeof(literal) - 1})
/* For printf("%.*s"). */
#define FG_ARG(s) (int)(s).n, (s).p ? (s).p : ""

/* A view of a terminated string; NULL gives the zero view. */
static inline struct fg_str
fg_str_c(const char *s)
{
	return (struct fg_str){s, s ? strlen(s) : 0};
}

/* Are the bytes the same?  Absent and empty are equal. */
static inline bool
fg_str_eq(struct fg_str a, struct fg_str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* The part [from, to) of s; both ends are clamped to it. */
static inline struct fg_str
fg_str_sub(struct fg_str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return (struct fg_str){s.p ? s.p + from : NULL, to - from};
}

static inline bool
fg_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* White space of HTML and YAML: blank, tab, LF, CR, form feed, VT. */
static inline bool
fg_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool
fg_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
fg_is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline char
fg_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* The value of a hexadecimal digit, or -1. */
int fg_hex_digit(char c);

/* Are they the same but for the case of ASCII letters? */
bool fg_str_eq_nocase(struct fg_str a, struct fg_str b);
/* Byte order, shorter first: <0, 0, >0. */
int fg_str_cmp(struct fg_str a, struct fg_str b);
bool fg_str_starts(struct fg_str s, struct fg_str prefix);
bool fg_str_ends(struct fg_str s, struct fg_str suffix);
/* Offset of the first c, or of needle, at or after from; s.n if there is none. */
size_t fg_str_find(struct fg_str s, char c, size_t from);
size_t fg_str_search(struct fg_str s, struct fg_str needle, size_t from);
/* Offset of the last c, or s.n if there is none. */
size_t fg_str_rfind(struct fg_str s, char c);
/* Without white space at both ends. */
struct fg_str fg_str_trim(struct fg_str s);
/*
 * Take the next part of *rest up to separator, which is dropped; false when
 * nothing is left.  "a,,b" gives "a", "", "b".
 */
bool fg_str_split(struct fg_str *part, struct fg_str *rest, char separator);
/* A decimal number without sign that fits; false if s is anything else. */
bool fg_str_unsigned(unsigned long *out, struct fg_str s);

#endif
