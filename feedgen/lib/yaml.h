/* SPDX-License-Identifier: ISC */
/* yaml.h - YAML documents as value trees, by libyaml's events. */
#ifndef FG_LIB_YAML_H
#define FG_LIB_YAML_H

#include "base/diag.h"
#include "base/value.h"

/* A tree takes up to 40 times the memory of its text. */
#define FG_YAML_BYTES_MOST (8u << 20)
/*
 * How deep lists and maps may be nested, aliases included.  libyaml 0.2.5 is
 * quadratic in nested flow collections: 1,000 take 1 ms, 100,000 take 14 s.
 */
#define FG_YAML_DEPTH_MOST 100
/* Nodes that the aliases of one document may stand for in all. */
#define FG_YAML_EXPANDED_MOST 10000
/* Each %TAG line is compared with all others. */
#define FG_YAML_DIRECTIVES_MOST 100

/* Version of libyaml, "0.2.5"; its headers do not tell it. Static. */
const char *fg_yaml_version(void);

/*
 * Parse one YAML document into a tree in the arena; an empty one gives a
 * FG_NULL value, of several only the first is read.  `first_line` is the line
 * of the file that text begins with, for places.  Scalars get the kinds that
 * Ruby's YAML library gives them, except that symbols (:name) and integers of
 * more than 64 bits stay text.  Of a repeated key the last value counts, with
 * a warning; `<<` merges, and keys beside it win; keys that are lists or maps
 * are dropped.  What an alias stands for is shared, not copied.
 * 0, or -1 with a diagnostic (FG_YAML_*); *out is then NULL.
 */
int fg_yaml_parse(struct fg_value **out, struct fg_arena *a, struct fg_str text,
    unsigned first_line, struct fg_diags *d);

#endif
