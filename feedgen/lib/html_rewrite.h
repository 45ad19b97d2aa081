/* SPDX-License-Identifier: ISC */
/*
 * html_rewrite.h - making an HTML fragment fit to stand in a feed.
 */
#ifndef FG_LIB_HTML_REWRITE_H
#define FG_LIB_HTML_REWRITE_H

#include "base/buf.h"
#include "base/diag.h"

/* Open elements that are followed; deeper ones are passed through. */
#define FG_HTML_DEPTH_MOST 512

/*
 * Append the fragment with every URL absolute against base: href, src, srcset,
 * poster, cite, data (of object), action, formaction, background, longdesc,
 * ping, xlink:href and fragments ("#x").  What needs no change is kept byte
 * for byte.  A URL that is none, and mailto:, data:, tel: and javascript:
 * ones, stay as they are.
 */
void fg_html_absolute(
    struct fg_buf *out, struct fg_str fragment, struct fg_str base);

#endif
