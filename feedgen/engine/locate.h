/* SPDX-License-Identifier: ISC */
/* locate.h - which file of a site is meant by a path or a URL. */
#ifndef FG_ENGINE_LOCATE_H
#define FG_ENGINE_LOCATE_H

#include "engine/survey.h"

struct fg_location {
	struct fg_str path; /* relative to the source; in the survey's arena */
	bool is_read;
	size_t index;		       /* of the document, if it is read */
	struct fg_rejection rejection; /* if it is not */
};

/*
 * Find what is meant.  0, or -1 with FG_EXPLAIN_UNKNOWN, FG_EXPLAIN_UNLIKE,
 * FG_EXPLAIN_OUTPUT or FG_EXPLAIN_FOLDER.
 */
int fg_locate(
    struct fg_location *out, struct fg_survey *s, const char *path_or_url);

#endif
