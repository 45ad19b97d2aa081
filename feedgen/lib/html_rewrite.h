/* SPDX-License-Identifier: ISC */
/*
 * html_rewrite.h - making an HTML fragment fit to stand in a feed.
 */
#ifndef FG_LIB_HTML_REWRITE_H
#define FG_LIB_HTML_REWRITE_H

#include "base/buf.h"

/*
 * Append the fragment with every URL absolute against base: href, src, srcset,
 * imagesrcset, poster, cite, data (of object), action, formaction, background,
 * longdesc, ping, xlink:href and fragments ("#x").  What needs no change is
 * kept byte for byte: absolute URLs, what is no URL, mailto: and the like.
 *
 * A base element counts for nothing here and is not changed.  Inside svg, "#x"
 * stays, except for links: it names a part of the drawing.
 */
void fg_html_absolute(
    struct fg_buf *out, struct fg_str fragment, struct fg_str base);

#endif
