/* SPDX-License-Identifier: ISC */
/* markdown.h - CommonMark to HTML, by cmark. */
#ifndef FG_LIB_MARKDOWN_H
#define FG_LIB_MARKDOWN_H

#include "base/buf.h"
#include "base/diag.h"

/* cmark 0.30 is quadratic on repeated "![[]()": 200 KB take 1.7 s. */
#define FG_MARKDOWN_MOST (4u << 20)

/*
 * Append the HTML of the Markdown, with smart punctuation and raw HTML kept.
 * Thread-safe.  0, or -1 with FG_MARKDOWN_TOO_LARGE.
 */
int fg_markdown_render(
    struct fg_buf *html, struct fg_str markdown, struct fg_diags *d);

/* Name and version of the library, for `feedgen version`. */
const char *fg_markdown_library(void);

#endif
