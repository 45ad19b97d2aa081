/* SPDX-License-Identifier: ISC */
/* config.h - reading the site's configuration and our own options. */
#ifndef FG_INPUT_CONFIG_H
#define FG_INPUT_CONFIG_H

#include "feedgen/feedgen.h"
#include "model/site.h"

/*
 * Read all of it into a new site, in memory of the arena: _config.yml files
 * (or those that options name), merged over Jekyll's defaults as reference
 * section 1 says, then feedgen.yml or the `feedgen:` key.  Every problem of
 * every file is recorded before it fails.
 * 0, or -1; source_fd is open only after success, and closed by the caller.
 */
int fg_config_read(struct fg_site **out, struct fg_arena *a,
    const struct feedgen_build_options *options, struct fg_diags *d);

#endif
