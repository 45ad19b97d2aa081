/* SPDX-License-Identifier: ISC */
/* scan.h - take apart a view from its front, for formats with fixed fields. */
#ifndef FG_BASE_SCAN_H
#define FG_BASE_SCAN_H

#include "base/str.h"

/* Take c if the view begins with it. */
static inline bool
fg_take_char(struct fg_str *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = (struct fg_str){s->p + 1, s->n - 1};
	return true;
}

/* Take at least `least` and at most `most` (9) digits. */
static inline bool
fg_take_digits(unsigned *value, struct fg_str *s, size_t least, size_t most)
{
	unsigned sum = 0;
	size_t n = 0;

	while (n < s->n && n < most && fg_is_digit(s->p[n]))
		sum = sum * 10 + (unsigned)(s->p[n++] - '0');
	if (n < least)
		return false;
	*value = sum;
	*s = (struct fg_str){s->p + n, s->n - n};
	return true;
}

/* Take blanks and tabs; were there any? */
static inline bool
fg_take_blanks(struct fg_str *s)
{
	size_t n = 0;

	while (n < s->n && fg_is_blank(s->p[n]))
		n++;
	*s = (struct fg_str){s->p + n, s->n - n};
	return n > 0;
}

#endif
