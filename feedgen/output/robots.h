/* SPDX-License-Identifier: ISC */
/* robots.h - robots.txt, to tell crawlers where the sitemap is. */
#ifndef FG_OUTPUT_ROBOTS_H
#define FG_OUTPUT_ROBOTS_H

#include "base/buf.h"

/*
 * Append a robots.txt that names the sitemap or sitemap index.  0, or -1 if
 * the URL is empty or holds a blank or control character, which would make
 * another rule of it: out is then unchanged, and no diagnostic is recorded.
 */
int fg_robots_write(struct fg_buf *out, struct fg_str sitemap_url);

#endif
