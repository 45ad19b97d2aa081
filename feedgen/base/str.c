/* SPDX-License-Identifier: ISC */
/* str.c - looking at views of text. */
#include "base/str.h"

#include <limits.h>

int
fg_hex_digit(char c)
{
	if (fg_is_digit(c))
		return c - '0';
	c = fg_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
fg_str_eq_nocase(struct fg_str a, struct fg_str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (fg_lower(a.p[i]) != fg_lower(b.p[i]))
			return false;
	return true;
}

int
fg_str_cmp(struct fg_str a, struct fg_str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	if (order)
		return order;
	return a.n < b.n ? -1 : a.n > b.n;
}

bool
fg_str_starts(struct fg_str s, struct fg_str prefix)
{
	return fg_str_eq(fg_str_sub(s, 0, prefix.n), prefix);
}

bool
fg_str_ends(struct fg_str s, struct fg_str suffix)
{
	return s.n >= suffix.n &&
	       fg_str_eq(fg_str_sub(s, s.n - suffix.n, s.n), suffix);
}

size_t
fg_str_find(struct fg_str s, char c, size_t from)
{
	const char *hit =
	    from < s.n ? memchr(s.p + from, c, s.n - from) : NULL;

	return hit ? (size_t)(hit - s.p) : s.n;
}

size_t
fg_str_search(struct fg_str s, struct fg_str needle, size_t from)
{
	if (needle.n == 0)
		return from < s.n ? from : s.n;
	while ((from = fg_str_find(s, needle.p[0], from)) < s.n) {
		if (s.n - from < needle.n)
			return s.n;
		if (memcmp(s.p + from, needle.p, needle.n) == 0)
			return from;
		from++;
	}
	return s.n;
}

size_t
fg_str_rfind(struct fg_str s, char c)
{
	for (size_t i = s.n; i > 0; i--)
		if (s.p[i - 1] == c)
			return i - 1;
	return s.n;
}

struct fg_str
fg_str_trim(struct fg_str s)
{
	size_t from = 0, to = s.n;

	while (from < to && fg_is_space(s.p[from]))
		from++;
	while (to > from && fg_is_space(s.p[to - 1]))
		to--;
	return fg_str_sub(s, from, to);
}

bool
fg_str_split(struct fg_str *part, struct fg_str *rest, char separator)
{
	size_t at;

	if (!rest->p)
		return false;
	at = fg_str_find(*rest, separator, 0);
	*part = fg_str_sub(*rest, 0, at);
	if (at == rest->n)
		*rest = (struct fg_str){NULL, 0};
	else
		*rest = fg_str_sub(*rest, at + 1, rest->n);
	return true;
}

bool
fg_str_unsigned(unsigned long *out, struct fg_str s)
{
	unsigned long value = 0;

	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned long digit = (unsigned long)(s.p[i] - '0');

		if (!fg_is_digit(s.p[i]) || value > (ULONG_MAX - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*out = value;
	return true;
}
