/* SPDX-License-Identifier: ISC */
/* url_chars.h - where RFC 3986 lets a character stand; for url*.c only. */
#ifndef FG_BASE_URL_CHARS_H
#define FG_BASE_URL_CHARS_H

#include "base/buf.h"

#include <stdint.h>

enum fg_url_class {
	FG_URL_UNRESERVED = 1,
	FG_URL_SEGMENT = 2,   /* pchar */
	FG_URL_PATH = 4,      /* pchar "/" */
	FG_URL_QUERY = 8,     /* pchar "/" "?"; the fragment too */
	FG_URL_USERINFO = 16, /* unreserved, sub-delims, ":" */
	FG_URL_NAME = 32,     /* of a host: unreserved, sub-delims */
	FG_URL_LITERAL = 64,  /* host in brackets: the same and "[:]" */
	/* What addressable keeps in a query: no ";". */
	FG_URL_PLAIN_QUERY = 128,
	/* What it decodes there: neither the separator "&" nor "+". */
	FG_URL_PLAIN_VALUE = 256
};

/* The classes of every byte. */
extern const uint16_t fg_url_classes[256];

static inline bool
fg_url_may_hold(unsigned classes, char c)
{
	return fg_url_classes[(unsigned char)c] & classes;
}

/* The byte that the escape at offset i stands for, or -1. */
static inline int
fg_url_escape_at(struct fg_str s, size_t i)
{
	int high, low;

	if (s.n - i < 3 || s.p[i] != '%')
		return -1;
	high = fg_hex_digit(s.p[i + 1]);
	low = fg_hex_digit(s.p[i + 2]);
	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

/* Append "%" and two digits. */
void fg_url_add_escape(struct fg_buf *out, unsigned char byte);
/* Append s with all that is not in the classes escaped, "%" too. */
void fg_url_encode(struct fg_buf *out, struct fg_str s, unsigned classes);
/* Append what fg_url_normalise() does, with path and fragment in form NFKC. */
void fg_url_fold(struct fg_buf *out, struct fg_str url);

#endif
