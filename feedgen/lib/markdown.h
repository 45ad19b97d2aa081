/* SPDX-License-Identifier: ISC */
/*
 * markdown.h - CommonMark to HTML, by cmark; or by cmark-gfm, where it is
 * built with `make MARKDOWN=cmark-gfm`: tables, footnotes and "~~" then too.
 */
#ifndef FG_LIB_MARKDOWN_H
#define FG_LIB_MARKDOWN_H

#include "base/buf.h"
#include "base/diag.h"

/* cmark takes up to 100 bytes of memory for a byte of Markdown. */
#define FG_MARKDOWN_MOST (4u << 20)
/*
 * cmark 0.30 is quadratic on repeated "![[]()" (1 MB: 53 s) and on nested
 * lists before many blank lines (100 KB: 14 s).  What it does there again and
 * again may be done this often: that takes less than half a second.
 */
#define FG_MARKDOWN_STEPS_MOST 100000000u

/*
 * Append the HTML of the Markdown, with smart punctuation and raw HTML kept.
 * Thread-safe.  0, or -1 with FG_MARKDOWN_TOO_LARGE or FG_MARKDOWN_TOO_COSTLY.
 */
int fg_markdown_render(
    struct fg_buf *html, struct fg_str markdown, struct fg_diags *d);

/* Name and version of the library, for `feedgen version`. */
const char *fg_markdown_library(void);

#endif
