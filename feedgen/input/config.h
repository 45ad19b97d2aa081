/* SPDX-License-Identifier: ISC */
/* config.h - reading the site's configuration and our own options. */
#ifndef FG_INPUT_CONFIG_H
#define FG_INPUT_CONFIG_H

#include "feedgen/feedgen.h"
#include "model/site.h"

/*
 * Read all of it into a new site, in memory of the arena: the site's
 * _config.yml, or the files that options name, merged over Jekyll's defaults
 * (lists are replaced, a null does not override), then our own options from
 * `feedgen:` keys and from feedgen.yml, whose keys win.  Every problem of every
 * file is recorded before it fails; after a file that cannot be read nothing
 * is said about keys that are missing.
 * 0, or -1; source_fd is open only after success, and closed by the caller.
 */
int fg_config_read(struct fg_site **out, struct fg_arena *a,
    const struct feedgen_build_options *options, struct fg_diags *d);

/* One of our own options, for manuals and for a commented feedgen.yml. */
struct fg_option_doc {
	const char *name;
	const char *expects; /* "true or false" */
	const char *preset;  /* NULL: absent, false or 0 */
	const char *doc;
};
/* The option at that index, from 0; false past the end. */
bool fg_option_describe(struct fg_option_doc *out, unsigned index);

#endif
