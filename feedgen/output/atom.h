/* SPDX-License-Identifier: ISC */
/* atom.h - a feed as Atom 1.0 (RFC 4287). */
#ifndef FG_OUTPUT_ATOM_H
#define FG_OUTPUT_ATOM_H

#include "base/buf.h"
#include "feedgen/feed.h"

/*
 * Append the feed as Atom.  0, or -1 if a string holds what XML forbids: out
 * is then unchanged, and no diagnostic is recorded.
 */
int fg_atom_write(struct fg_buf *out, const struct feedgen_feed *feed);

#endif
