/* SPDX-License-Identifier: ISC */
/* rss.h - a feed as RSS 2.0 (RSS Advisory Board). */
#ifndef FG_OUTPUT_RSS_H
#define FG_OUTPUT_RSS_H

#include "base/buf.h"
#include "feedgen/feed.h"

/*
 * Append the feed as RSS.  0, or -1 if a string holds what XML forbids: out
 * is then unchanged, and no diagnostic is recorded.
 */
int fg_rss_write(struct fg_buf *out, const struct feedgen_feed *feed);

#endif
