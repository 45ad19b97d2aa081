/* SPDX-License-Identifier: ISC */
/* double_encoding.c - finding UTF-8 that was encoded as UTF-8 once more. */
#include "base/double_encoding.h"

#include "base/utf8.h"

/* Bytes 80 to 9F in windows-1252; 0: the byte stands for itself (C1). */
static const uint16_t windows_1252[32] = {0x20ac, 0, 0x201a, 0x0192, 0x201e,
    0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d,
    0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc,
    0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178};

/* The byte that the code point shows in windows-1252, or -1. */
static int
byte_of(uint32_t cp)
{
	if (cp >= 0x80 && cp <= 0xff)
		return (int)cp;
	for (int i = 0; i < 32 && cp > 0xff; i++)
		if (windows_1252[i] == cp)
			return 0x80 + i;
	return -1;
}

/* Bytes of the sequence that this byte leads; 0: it leads none. */
static size_t
sequence_length(int byte)
{
	return byte >= 0xf0 && byte <= 0xf4   ? 4
	       : byte >= 0xe0 && byte <= 0xef ? 3
	       : byte >= 0xc2 && byte <= 0xdf ? 2
					      : 0;
}

/* Bytes of s whose characters spell one character in UTF-8; 0: none. */
static size_t
match(uint32_t *meant, struct fg_str s)
{
	char bytes[4];
	size_t at = 0, wanted = 1;

	for (size_t i = 0; i < wanted; i++) {
		uint32_t cp;
		size_t n = at < s.n
			       ? fg_utf8_decode(&cp, fg_str_sub(s, at, s.n))
			       : 0;
		int byte = n ? byte_of(cp) : -1;

		if (byte < 0)
			return 0;
		if (i == 0)
			wanted = sequence_length(byte);
		bytes[i] = (char)byte;
		at += n;
	}
	if (wanted < 2 ||
	    fg_utf8_decode(meant, (struct fg_str){bytes, wanted}) != wanted)
		return 0;
	/* Of pairs only Latin-1's: a capital umlaut before a quote is meant. */
	return wanted == 2 && *meant > 0xff ? 0 : at;
}

struct fg_str
fg_double_encoding_find(uint32_t *meant, struct fg_str text, size_t from)
{
	/* A lead byte C2 to F4 shows as a character that begins with C3. */
	while ((from = fg_str_find(text, '\xc3', from)) < text.n) {
		size_t n = match(meant, fg_str_sub(text, from, text.n));

		if (n)
			return fg_str_sub(text, from, from + n);
		from++;
	}
	return (struct fg_str){NULL, 0};
}
