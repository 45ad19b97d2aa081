/* SPDX-License-Identifier: ISC */
/* smart.h - tags as kramdown sees them, for smart punctuation. */
#ifndef FG_INPUT_SMART_H
#define FG_INPUT_SMART_H

#include "base/str.h"

/* What kramdown knows of an element; none for one that is not HTML's. */
enum {
	FG_SMART_KNOWN = 1,  /* its name may be written in capitals */
	FG_SMART_SPAN = 2,   /* stands in a line of text */
	FG_SMART_BLOCK = 4,  /* stands on lines of its own */
	FG_SMART_VOID = 8,   /* has no end tag */
	FG_SMART_PARSED = 16 /* its text is punctuated too */
};

struct fg_smart_tag {
	struct fg_str name;
	size_t n; /* bytes of the whole tag */
	unsigned flags;
	bool is_closed; /* ends in "/>" */
};

/* Read the start tag at the beginning of s; false if there is none. */
bool fg_smart_tag_read(struct fg_smart_tag *out, struct fg_str s);
/* Bytes of the end tag at the beginning of s, and its name; 0: none. */
size_t fg_smart_end_tag(struct fg_str *name, struct fg_str s);

#endif
