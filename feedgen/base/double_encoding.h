/* SPDX-License-Identifier: ISC */
/*
 * double_encoding.h - text that was taken for windows-1252 and encoded again:
 * an en dash that became "a circumflex, euro sign, left quote".
 */
#ifndef FG_BASE_DOUBLE_ENCODING_H
#define FG_BASE_DOUBLE_ENCODING_H

#include "base/str.h"

#include <stdint.h>

/*
 * The first character at or after `from` that is encoded twice: its view, and
 * in *meant the code point that it was.  The zero view if there is none.
 */
struct fg_str fg_double_encoding_find(
    uint32_t *meant, struct fg_str text, size_t from);

#endif
