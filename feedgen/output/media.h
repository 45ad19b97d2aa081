/* SPDX-License-Identifier: ISC */
/* media.h - an entry's image, the same in Atom and RSS (Media RSS 1.5.1). */
#ifndef FG_OUTPUT_MEDIA_H
#define FG_OUTPUT_MEDIA_H

#include "feedgen/feed.h"
#include "lib/xml.h"

#define FG_MEDIA_NAMESPACE "http://search.yahoo.com/mrss/"

/* Does any entry have an image, so that the namespace must be declared? */
bool fg_media_is_used(const struct feedgen_feed *feed);
/* The image as media:content and media:thumbnail; NULL: nothing. */
void fg_media_write(struct fg_xml *x, const struct feedgen_media *image);

#endif
