/* SPDX-License-Identifier: ISC */
/* permalink.h - what the URLs of documents and of pages have in common. */
#ifndef FG_INPUT_PERMALINK_H
#define FG_INPUT_PERMALINK_H

#include "base/buf.h"

/* Percent-encode what was appended since start, as one value. */
void fg_permalink_encode_from(struct fg_buf *out, size_t start);
/*
 * Clean what was appended since start as Jekyll does: ".." becomes a slash,
 * "./" nothing, and a run of slashes one.
 */
void fg_permalink_clean_from(struct fg_buf *out, size_t start);

#endif
