/* SPDX-License-Identifier: ISC */
/* glob.c - shell patterns, as Ruby's File.fnmatch reads them. */
#include "base/utf8.h"
#include "input/jekyll.h"

#include <stdint.h>

/* Bytes of the character at s; one where it is not valid UTF-8. */
static size_t
character(uint32_t *cp, struct fg_str s)
{
	size_t n = fg_utf8_decode(cp, s);

	if (n > 0)
		return n;
	*cp = (unsigned char)s.p[0];
	return 1;
}

/* Without the backslash that takes the next character literally, if any. */
static struct fg_str
unescape(struct fg_str pattern)
{
	bool escaped = pattern.n > 0 && pattern.p[0] == '\\';

	return fg_str_sub(pattern, escaped, pattern.n);
}

/* Take one character of a set; false where the pattern ends instead. */
static bool
take_member(uint32_t *cp, struct fg_str *set)
{
	if (set->n > 0 && set->p[0] == '\\')
		*set = fg_str_sub(*set, 1, set->n);
	if (set->n == 0)
		return false;
	*set = fg_str_sub(*set, character(cp, *set), set->n);
	return true;
}

/*
 * Does the set that begins behind "[" hold the character?  *rest is then what
 * follows "]".  A set without an end holds nothing.
 */
static bool
set_holds(struct fg_str *rest, struct fg_str set, uint32_t cp)
{
	bool negated = set.n > 0 && (set.p[0] == '!' || set.p[0] == '^');
	bool found = false;

	set = fg_str_sub(set, negated, set.n);
	while (set.n > 0 && set.p[0] != ']') {
		uint32_t low, high;

		if (!take_member(&low, &set))
			return false;
		high = low;
		if (set.n > 1 && set.p[0] == '-' && set.p[1] != ']') {
			set = fg_str_sub(set, 1, set.n);
			if (!take_member(&high, &set))
				return false;
		}
		/* Ruby compares both ends before it looks at their order. */
		found |= cp == low || cp == high || (cp > low && cp < high);
	}
	if (set.n == 0)
		return false;
	*rest = fg_str_sub(set, 1, set.n);
	return found != negated;
}

/* Match one element of the pattern that is no "*", and step over it. */
static bool
match_one(struct fg_str *pattern, struct fg_str *text)
{
	struct fg_str rest = *pattern;
	uint32_t cp, wanted;
	size_t n, wanted_n;

	if (rest.n == 0 || text->n == 0)
		return false;
	n = character(&cp, *text);
	if (rest.p[0] == '?') {
		rest = fg_str_sub(rest, 1, rest.n);
	} else if (rest.p[0] == '[') {
		if (!set_holds(&rest, fg_str_sub(rest, 1, rest.n), cp))
			return false;
	} else {
		rest = unescape(rest);
		if (rest.n == 0)
			return false;
		wanted_n = character(&wanted, rest);
		if (wanted != cp || wanted_n != n)
			return false;
		rest = fg_str_sub(rest, wanted_n, rest.n);
	}
	*pattern = rest;
	*text = fg_str_sub(*text, n, text->n);
	return true;
}

bool
fg_glob_match_inside(struct fg_str pattern, struct fg_str text)
{
	struct fg_str after_star = {NULL, 0}, retry = {NULL, 0};
	bool starred = false;

	/*
	 * Only the last "*" is ever tried again: what stood before it has
	 * matched as early as it can, so no other choice finds more.
	 */
	for (;;) {
		if (pattern.n > 0 && pattern.p[0] == '*') {
			pattern = fg_str_sub(pattern, 1, pattern.n);
			after_star = pattern;
			retry = text;
			starred = true;
			if (unescape(pattern).n == 0)
				return true;
		} else if (unescape(pattern).n == 0 && text.n == 0) {
			return true;
		} else if (!match_one(&pattern, &text)) {
			uint32_t ignored;

			if (!starred || retry.n == 0)
				return false;
			retry = fg_str_sub(
			    retry, character(&ignored, retry), retry.n);
			text = retry;
			pattern = after_star;
		}
	}
}

bool
fg_glob_match(struct fg_str pattern, struct fg_str text)
{
	struct fg_str first = unescape(pattern);

	if (fg_str_starts(text, FG_STR(".")) &&
	    !fg_str_starts(first, FG_STR(".")))
		return false;
	return fg_glob_match_inside(pattern, text);
}
