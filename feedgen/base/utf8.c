/* SPDX-License-Identifier: ISC */
/* utf8.c - UTF-8, and what of it may stand in an XML document. */
#include "base/utf8.h"

#define EVERY_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

/*
 * Length and bounds of the second byte by the lead byte: the Unicode standard,
 * table 3-7.  0 if s does not begin with a lead byte.
 */
static size_t
sequence_length(unsigned char lead, unsigned char *low, unsigned char *high)
{
	*low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
	*high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
	if (lead < 0x80)
		return 1;
	if (lead < 0xc2 || lead > 0xf4)
		return 0;
	return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/*
 * How many bytes at the start of s belong together: a whole sequence, which
 * sets *valid, or the maximal part of one.
 */
static size_t
scan(uint32_t *cp, bool *valid, struct fg_str s)
{
	unsigned char lead = (unsigned char)s.p[0], low, high;
	size_t n = sequence_length(lead, &low, &high), i;
	uint32_t value = n > 1 ? lead & (0xffu >> (n + 1)) : lead;

	*valid = false;
	if (n == 0)
		return 1;
	for (i = 1; i < n && i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < low || c > high)
			break;
		value = value << 6 | (c & 0x3fu);
		low = 0x80;
		high = 0xbf;
	}
	*valid = i == n;
	*cp = value;
	return i;
}

size_t
fg_utf8_decode(uint32_t *cp, struct fg_str s)
{
	bool valid;
	size_t n;

	if ((unsigned char)s.p[0] < 0x80) {
		*cp = (unsigned char)s.p[0];
		return 1;
	}
	n = scan(cp, &valid, s);
	if (valid)
		return n;
	*cp = FG_REPLACEMENT;
	return 0;
}

size_t
fg_utf8_encode(char out[4], uint32_t cp)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xc0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xe0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		out[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	out[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

void
fg_buf_add_utf8(struct fg_buf *b, uint32_t cp)
{
	char bytes[4];

	fg_buf_add(b, (struct fg_str){bytes, fg_utf8_encode(bytes, cp)});
}

/* Offset of the first byte at or after from that is no printable ASCII. */
static size_t
skip_printable(struct fg_str s, size_t from)
{
	for (; s.n - from >= 8; from += 8) {
		uint64_t word;

		memcpy(&word, s.p + from, 8);
		if ((word | (word - EVERY_BYTE(0x20))) & EVERY_BYTE(0x80))
			break;
	}
	while (from < s.n && (unsigned char)s.p[from] - 0x20u < 0x60)
		from++;
	return from;
}

size_t
fg_utf8_find_invalid(struct fg_str s)
{
	uint32_t cp;
	size_t i = 0, n;

	while ((i = skip_printable(s, i)) < s.n) {
		n = fg_utf8_decode(&cp, fg_str_sub(s, i, s.n));
		if (n == 0)
			return i;
		i += n;
	}
	return s.n;
}

bool
fg_xml_is_char(uint32_t cp)
{
	if (cp < 0x20)
		return cp == '\t' || cp == '\n' || cp == '\r';
	if (cp < 0xd800)
		return true;
	return (cp >= 0xe000 && cp <= 0xfffd) ||
	       (cp >= 0x10000 && cp <= 0x10ffff);
}

size_t
fg_xml_find_illegal(struct fg_str s)
{
	uint32_t cp;
	size_t i = 0, n;

	while ((i = skip_printable(s, i)) < s.n) {
		n = fg_utf8_decode(&cp, fg_str_sub(s, i, s.n));
		if (n == 0 || !fg_xml_is_char(cp))
			return i;
		i += n;
	}
	return s.n;
}

void
fg_xml_repair(struct fg_buf *out, struct fg_str s)
{
	size_t legal;

	while ((legal = fg_xml_find_illegal(s)) < s.n) {
		uint32_t cp;
		bool valid;
		size_t n;

		fg_buf_add(out, fg_str_sub(s, 0, legal));
		s = fg_str_sub(s, legal, s.n);
		n = scan(&cp, &valid, s);
		if (!valid)
			fg_buf_add_utf8(out, FG_REPLACEMENT);
		s = fg_str_sub(s, n, s.n);
	}
	fg_buf_add(out, s);
}
