/* SPDX-License-Identifier: ISC */
/* utf8.h - UTF-8 (RFC 3629) and the characters of XML 1.0 and Unicode. */
#ifndef FG_BASE_UTF8_H
#define FG_BASE_UTF8_H

#include "base/buf.h"

#include <stdint.h>

#define FG_REPLACEMENT 0xfffdu

/*
 * The code point at the start of s, and how many bytes it has (1 to 4).
 * Overlong forms, surrogates, code points above 10FFFF and cut sequences are
 * invalid: *cp is then FG_REPLACEMENT and the result 0.  s is not empty.
 */
size_t fg_utf8_decode(uint32_t *cp, struct fg_str s);
/* Write the code point; 1 to 4 bytes. */
size_t fg_utf8_encode(char out[4], uint32_t cp);
void fg_buf_add_utf8(struct fg_buf *b, uint32_t cp);
/* Offset of the first byte that is not valid UTF-8, or s.n. */
size_t fg_utf8_find_invalid(struct fg_str s);
/* XML 1.0 section 2.2: may this character stand in a document? */
bool fg_xml_is_char(uint32_t cp);
/* Offset of the first byte that is invalid or no XML character, or s.n. */
size_t fg_xml_find_illegal(struct fg_str s);
/*
 * Append s with every byte or character that XML forbids made legal: invalid
 * bytes become U+FFFD (one for each maximal part, as the Unicode standard
 * section 3.9 recommends), forbidden characters are left out.
 */
void fg_xml_repair(struct fg_buf *out, struct fg_str s);

/* Unicode general category L*, M*, Nd. */
bool fg_unicode_is_letter(uint32_t cp);
bool fg_unicode_is_mark(uint32_t cp);
bool fg_unicode_is_digit(uint32_t cp);
/* Simple case mappings (UnicodeData.txt). */
uint32_t fg_unicode_lower(uint32_t cp);
uint32_t fg_unicode_upper(uint32_t cp);
/*
 * Append s as Ruby's downcase does: the simple mapping, but U+0130 becomes "i"
 * and U+0307.  Invalid bytes stay as they are.
 */
void fg_utf8_lower(struct fg_buf *out, struct fg_str s);
/*
 * Append s as Ruby's capitalize does: the first character in (full) title
 * case, the rest in lower case.
 */
void fg_utf8_capitalize(struct fg_buf *out, struct fg_str s);
/*
 * Append s in normalisation form KC (Unicode Standard Annex 15): composed
 * letters, and plain ones for full-width, superscript and the like.  Invalid
 * bytes stay as they are.
 */
void fg_utf8_nfkc(struct fg_buf *out, struct fg_str s);
/* ASCII for a letter of Latin-1 or Latin Extended-A, or "". Static. */
const char *fg_latin_letter(uint32_t cp);

/* Jekyll's slugify modes: reference sections 9.3 and 9.4. */
enum fg_slug_mode {
	FG_SLUG_RAW,
	FG_SLUG_DEFAULT,
	FG_SLUG_PRETTY,
	FG_SLUG_ASCII,
	FG_SLUG_LATIN
};
/*
 * Append the slug of s; `cased` keeps the case.  It is empty when s has
 * nothing but separators.  A byte that is not UTF-8 separates.
 */
void fg_slugify(struct fg_buf *out, struct fg_str s, enum fg_slug_mode mode,
    bool cased);

#endif
