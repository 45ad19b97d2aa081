/* SPDX-License-Identifier: ISC */
/* render.h - the body of a post from its source, and its excerpt. */
#ifndef FG_INPUT_RENDER_H
#define FG_INPUT_RENDER_H

#include "input/liquid.h"

/*
 * Append the body as HTML: Liquid as far as the source tells, then Markdown;
 * HTML stays as it is.  What XML forbids is repaired with a warning.  links
 * may be NULL.  0, or -1 with a diagnostic.
 */
int fg_render_body(struct fg_buf *html, const struct fg_site *site,
    const struct fg_source *source, struct fg_links *links,
    struct fg_diags *d);
/*
 * Append the excerpt as HTML: `excerpt` of the front matter as it is, else the
 * body up to the separator, rendered; Liquid blocks that it leaves open are
 * closed.  Nothing where there is to be none.  Reference section 12.
 */
int fg_render_excerpt(struct fg_buf *html, const struct fg_site *site,
    const struct fg_source *source, struct fg_links *links,
    struct fg_diags *d);
/*
 * The part of a body that is its excerpt: up to the separator, with the
 * reference definitions of the rest that it uses.
 */
void fg_excerpt_of(
    struct fg_buf *out, struct fg_str body, struct fg_str separator);

#endif
