/* SPDX-License-Identifier: ISC */
/* yaml.h - YAML documents as value trees, by libyaml's events. */
#ifndef FG_LIB_YAML_H
#define FG_LIB_YAML_H

#include "base/diag.h"
#include "base/value.h"

/* libyaml 0.2.5 is quadratic in nested flow collections: 1,000 take 1 ms. */
#define FG_YAML_DEPTH_MOST 100
#define FG_YAML_ALIASES_MOST 100
/* Nodes that the aliases of one document may stand for in all. */
#define FG_YAML_EXPANDED_MOST 10000

/*
 * Parse one YAML document into a tree in the arena; an empty one gives a
 * FG_NULL value.  `first_line` is the line of the file that text begins with,
 * for places.  Scalars get the kinds that Jekyll's loader (SafeYAML) gives
 * them; of a repeated key the last value counts, with a warning; `<<` merges.
 * 0, or -1 with a diagnostic; *out is then NULL.
 */
int fg_yaml_parse(struct fg_value **out, struct fg_arena *a, struct fg_str text,
    unsigned first_line, struct fg_diags *d);

#endif
