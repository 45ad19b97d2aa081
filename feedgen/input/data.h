/* SPDX-License-Identifier: ISC */
/* data.h - data files of a site; reference section 13. */
#ifndef FG_INPUT_DATA_H
#define FG_INPUT_DATA_H

#include "model/site.h"

/*
 * The data file of that base name (_data/NAME.yml, .yaml or .json), a map of
 * the files of the folder of that name, or NULL if there is neither, in the
 * arena; *file is how diagnostics call it.  0, or -1 with a diagnostic.
 */
int fg_data_read(const struct fg_value **out, struct fg_str *file,
    const struct fg_site *site, const char *name, struct fg_arena *a,
    struct fg_diags *d);

#endif
